/**
 * Turns the picture that Mermaid drew into one without colors, style sheets and unused parts, in
 * which a class tells what each shape is (`src/tools/diagrams/drawing.css` colors the classes).
 *
 * Runs inside the browser, so it may use nothing from outside its own body.
 *
 * @param drawn - the element that Mermaid drew, in the document, for its text is measured.
 * @param rules - what begins every id, the font and its usual size, the roles of shapes, and what the picture is called.
 * @returns the picture as SVG text; the same input gives the same text.
 */
export function cleanDrawing(
  drawn: SVGSVGElement,
  rules: {
    readonly idPrefix: string;
    readonly font: string;
    readonly fontSize: number;
    readonly roles: readonly (readonly [role: string, selector: string])[];
    readonly title: string;
    readonly description: string;
  },
): string {
  const PADDING = 8;
  const GEOMETRY = [
    ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'd', 'points', 'transform'],
    ...['dx', 'dy', 'refX', 'refY', 'markerWidth', 'markerHeight', 'markerUnits', 'orient'],
  ];
  const SHAPES = new Set(['rect', 'circle', 'ellipse', 'polygon', 'polyline', 'path', 'line']);
  const markerNumbers = new Map<string, number>();

  // Whole pixels are as good to the eye, and weigh half as much in a page. Lengths in em stay.
  const rounded = (value: string): string =>
    value.replace(/-?\d+\.\d+(?:e-?\d+)?(?![\d.]*em)/g, (number) => String(Math.round(Number(number)) || 0));
  const escaped = (value: string): string =>
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

  const markerName = (id: string): string => {
    const number = markerNumbers.get(id) ?? markerNumbers.size + 1;
    markerNumbers.set(id, number);
    return `${rules.idPrefix}${number}`;
  };

  /** The end of an arrow is filled, unless its path stays open, as that of a cross. */
  const headRole = (shape: Element): string =>
    getComputedStyle(shape).fill === 'none' || /[^zZ\s]\s*$/.test(shape.getAttribute('d') ?? '') ? 'line' : 'head';

  const roleOf = (shape: Element): string =>
    shape.closest('marker') !== null
      ? headRole(shape)
      : rules.roles.find(([, selector]) => shape.closest(selector) !== null)![0];

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

  const isUnseen = (shape: SVGGraphicsElement, role: string): boolean => {
    const { display, fill, stroke } = getComputedStyle(shape);
    const { width, height } = shape.getBBox();
    const isEmpty = shape.matches('rect') && !(width > 0 && height > 0);
    return isEmpty || display === 'none' || (role === 'line' && fill === 'none' && stroke === 'none');
  };

  const strokeOf = (shape: Element, role: string): string => {
    const { strokeDasharray, strokeWidth } = getComputedStyle(shape);
    const isDashed = strokeDasharray !== 'none' && !/^(?:0|1px, 0px|0px, 0px)$/.test(strokeDasharray);
    const width = parseFloat(strokeWidth);
    const isWide = role !== 'head' && role !== 'ground' && width > 0 && width !== 1;
    return [
      isDashed ? ` stroke-dasharray="${strokeDasharray.replace(/px/g, '')}"` : '',
      isWide ? ` stroke-width="${Math.round(width * 100) / 100}"` : '',
    ].join('');
  };

  const endsOf = (shape: Element): string =>
    ['marker-start', 'marker-mid', 'marker-end']
      .map((end) => {
        const id = /#([^)"']+)/.exec(shape.getAttribute(end) ?? '')?.[1];
        return id === undefined ? '' : ` ${end}="url(#${markerName(id)})"`;
      })
      .join('');

  const shapeText = (shape: SVGGraphicsElement): string => {
    const role = roleOf(shape);
    return isUnseen(shape, role)
      ? ''
      : `<${shape.tagName} class="drawing-${role}"${attributesOf(shape)}${strokeOf(shape, role)}${endsOf(shape)}/>`;
  };

  const textClass = (text: Element): string => {
    const color = text.matches('.sequenceNumber') ? 'drawing-text-on-head' : 'drawing-text';
    return text.matches('.messageText, .loopText') ? `${color} drawing-over-lines` : color;
  };

  const fontOf = (text: Element, firstRow: Element): string => {
    const { fontSize, fontWeight, dominantBaseline } = getComputedStyle(text);
    const { textAnchor } = getComputedStyle(firstRow);
    const baseline = text.getAttribute('dominant-baseline') ?? dominantBaseline;
    return [
      textAnchor === 'start' ? '' : ` text-anchor="${textAnchor}"`,
      baseline === 'auto' ? '' : ` dominant-baseline="${baseline}"`,
      parseFloat(fontSize) === rules.fontSize ? '' : ` font-size="${parseFloat(fontSize)}"`,
      Number(fontWeight) > 400 ? ' font-weight="700"' : '',
    ].join('');
  };

  const textText = (text: SVGTextElement): string => {
    const words = (element: Element): string => escaped((element.textContent ?? '').replace(/\s+/g, ' ').trim());
    if (words(text) === '') {
      return '';
    }
    const rows = [...text.querySelectorAll(':scope > tspan')];
    const content =
      rows.length === 0 ? words(text) : rows.map((row) => `<tspan${attributesOf(row)}>${words(row)}</tspan>`).join('');
    return `<text class="${textClass(text)}"${attributesOf(text)}${fontOf(text, rows[0] ?? text)}>${content}</text>`;
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
    for (
      let label = loop.previousElementSibling;
      label?.matches('.messageText');
      label = label.previousElementSibling
    ) {
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
