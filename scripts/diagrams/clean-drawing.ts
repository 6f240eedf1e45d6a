/**
 * Turns the picture that Mermaid drew into one without colors, style sheets and unused parts, in
 * which a class tells what each shape is (`src/css/drawing.css` colors the classes).
 *
 * Runs inside the browser, so it may use nothing from outside its own body.
 *
 * @param drawn - the element that Mermaid drew, in the document, for its text is measured.
 * @param rules - what begins every id, and the size of text that needs not be said.
 * @returns the picture as SVG text; the same input gives the same text.
 */
export function cleanDrawing(
  drawn: SVGSVGElement,
  rules: { idPrefix: string; font: string; fontSize: number; title: string; description: string },
): string {
  const PADDING = 8;
  const GEOMETRY = [
    ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'd', 'points', 'transform'],
    ...['dx', 'dy', 'refX', 'refY', 'markerWidth', 'markerHeight', 'markerUnits', 'orient'],
  ];
  const SHAPES = new Set(['rect', 'circle', 'ellipse', 'polygon', 'polyline', 'path', 'line']);
  const markerNumbers = new Map<string, number>();

  const rounded = (value: string): string =>
    value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100));
  const escaped = (value: string): string =>
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

  const markerName = (id: string): string => {
    const number = markerNumbers.get(id) ?? markerNumbers.size + 1;
    markerNumbers.set(id, number);
    return `${rules.idPrefix}${number}`;
  };

  /** Which class a shape gets: what it is, told by what Mermaid calls it. */
  const roleOf = (shape: Element): string => {
    const is = (selector: string): boolean => shape.closest(selector) !== null;
    const style = getComputedStyle(shape);
    if (is('marker')) {
      // A path that stays open, such as a cross, has nothing to fill.
      return style.fill === 'none' || /[^zZ\s]\s*$/.test(shape.getAttribute('d') ?? '') ? 'line' : 'head';
    }
    if (is('.edgeLabel, .label') && shape.matches('rect')) {
      return 'ground';
    }
    if (shape.matches('.state-start, .state-end, .fork-join') || is('.state-start, .state-end, .fork-join')) {
      return 'solid';
    }
    if (shape.matches('.note') || is('.statediagram-note, .note')) {
      return 'note';
    }
    if (shape.matches('.actor-line, .loopLine')) {
      return 'thin';
    }
    if (is('.cluster, .statediagram-cluster') || /\b(?:activation\d|rect)\b/.test(shape.getAttribute('class') ?? '')) {
      return 'frame';
    }
    if (is('.node, .actor-man, .statediagram-state') || shape.matches('.actor, .labelBox')) {
      return 'box';
    }
    return 'line';
  };

  const attributesOf = (element: Element): string => {
    let written = '';
    for (const name of GEOMETRY) {
      const value = element.getAttribute(name);
      if (value !== null && value !== '' && !(name === 'transform' && /^translate\(0, ?0\)$/.test(value))) {
        written += ` ${name}="${escaped(rounded(value))}"`;
      }
    }
    const box = element.getAttribute('viewBox');
    return box === null ? written : `${written} viewBox="${box}"`;
  };

  const shapeText = (shape: SVGGraphicsElement): string => {
    const style = getComputedStyle(shape);
    const isEmpty = shape.matches('rect') && !(shape.getBBox().width > 0 && shape.getBBox().height > 0);
    const role = roleOf(shape);
    const isHidden = style.display === 'none' || (role === 'line' && style.fill === 'none' && style.stroke === 'none');
    if (isEmpty || isHidden) {
      return '';
    }
    let written = `<${shape.tagName} class="drawing-${role}"${attributesOf(shape)}`;
    if (style.strokeDasharray !== 'none' && !/^(?:0|1px, 0px|0px, 0px)$/.test(style.strokeDasharray)) {
      written += ` stroke-dasharray="${style.strokeDasharray.replace(/px/g, '')}"`;
    }
    const width = parseFloat(style.strokeWidth);
    if (role !== 'head' && role !== 'ground' && width > 0 && width !== 1) {
      written += ` stroke-width="${Math.round(width * 100) / 100}"`;
    }
    for (const end of ['marker-start', 'marker-mid', 'marker-end']) {
      const id = /#([^)"']+)/.exec(shape.getAttribute(end) ?? '')?.[1];
      if (id !== undefined) {
        written += ` ${end}="url(#${markerName(id)})"`;
      }
    }
    return `${written}/>`;
  };

  const textText = (text: SVGTextElement): string => {
    const rows = [...text.querySelectorAll(':scope > tspan')];
    const lines = (rows.length === 0 ? [text] : rows).map((row) => ({
      row,
      content: (row.textContent ?? '').replace(/\s+/g, ' ').trim(),
    }));
    if (lines.every((line) => line.content === '')) {
      return '';
    }
    const style = getComputedStyle(text);
    const size = parseFloat(style.fontSize);
    const classes = ['drawing-text'];
    if (text.matches('.sequenceNumber')) {
      classes.splice(0, 1, 'drawing-text-on-head');
    }
    if (text.matches('.messageText, .loopText')) {
      classes.push('drawing-over-lines');
    }
    let written = `<text class="${classes.join(' ')}"${attributesOf(text)}`;
    const anchor = getComputedStyle(rows[0] ?? text).textAnchor;
    written += anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
    const baseline = text.getAttribute('dominant-baseline') ?? style.dominantBaseline;
    written += baseline === 'auto' ? '' : ` dominant-baseline="${baseline}"`;
    written += size === rules.fontSize ? '' : ` font-size="${size}"`;
    written += Number(style.fontWeight) > 400 ? ' font-weight="700"' : '';
    const content = lines
      .map((line) =>
        line.row === text ? escaped(line.content) : `<tspan${attributesOf(line.row)}>${escaped(line.content)}</tspan>`,
      )
      .join('');
    return `${written}>${content}</text>`;
  };

  const nodeText = (node: Element): string => {
    if (node.matches('defs, marker, symbol, style, title, desc, filter, linearGradient, script, foreignObject')) {
      return '';
    }
    if (node instanceof SVGTextElement) {
      return textText(node);
    }
    if (SHAPES.has(node.tagName)) {
      return shapeText(node as SVGGraphicsElement);
    }
    const inner = [...node.children].map(nodeText).join('');
    const attributes = attributesOf(node);
    return inner === '' || attributes === '' ? inner : `<g${attributes}>${inner}</g>`;
  };

  // The text of a message to oneself stands on the number before its arrow: it moves up.
  for (const loop of drawn.querySelectorAll('path.messageLine0, path.messageLine1')) {
    for (let label = loop.previousElementSibling; label?.matches('.messageText'); label = label.previousElementSibling) {
      label.setAttribute('y', String(Number(label.getAttribute('y')) - 7));
    }
  }

  const content = [...drawn.children].map(nodeText).join('');
  const markers = [...markerNumbers.keys()]
    .map((id) => {
      const marker = drawn.querySelector(`marker[id="${id}"]`);
      if (marker === null) {
        throw new Error(`the picture refers to '${id}', which it does not hold`);
      }
      const inner = [...marker.children].map((shape) => shapeText(shape as SVGGraphicsElement)).join('');
      return `<marker id="${markerName(id)}" overflow="visible"${attributesOf(marker)}>${inner}</marker>`;
    })
    .join('');

  const box = drawn.getBBox();
  const left = Math.floor(box.x) - PADDING;
  const top = Math.floor(box.y) - PADDING;
  const width = Math.ceil(box.x + box.width) + PADDING - left;
  const height = Math.ceil(box.y + box.height) + PADDING - top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="${left} ${top} ${width} ${height}"`,
    ` width="${width}" height="${height}" font-family="${escaped(rules.font)}" font-size="${rules.fontSize}" role="img">`,
    `<title>${escaped(rules.title)}</title><desc>${escaped(rules.description)}</desc>`,
    markers === '' ? '' : `<defs>${markers}</defs>`,
    content,
    '</svg>',
  ].join('');
}
