/** Texts whose contrast is the same. */
export interface TextKind {
  /** All that their contrast follows from, the same for the same kind on another page. */
  readonly paint: string;
  /** Something lies over or under them that they are not in; then axe can often not tell their contrast. */
  readonly isTouched: boolean;
  /** The elements that hold such a text themselves. */
  readonly elements: readonly Element[];
}

/**
 * Sorts all texts of a page into kinds whose contrast is the same; runs in the page.
 *
 * Two texts are of one kind when the browser paints them with the same font size, weight and colors, on elements with
 * the same backgrounds, below or above the same positioned elements: contrast follows from nothing else. A table with
 * 500 rows has a handful of kinds. Texts that nobody sees, such as those in a closed disclosure, are of none.
 *
 * What a reader types in is no text of the page: fields are kinds apart from texts of the same colors.
 */
export function textKinds(): TextKind[] {
  const LAYER = [
    'backgroundColor',
    'backgroundImage',
    'backgroundClip',
    'backgroundSize',
    'opacity',
    'filter',
    'mixBlendMode',
    'maskImage',
  ] as const;
  const TEXT = [
    'color',
    'webkitTextFillColor',
    'webkitTextStrokeColor',
    'webkitTextStrokeWidth',
    'textShadow',
    'fontSize',
    'fontWeight',
  ] as const;
  const PLAIN_LAYER = 'rgba(0, 0, 0, 0)|none|border-box|auto|1|none|normal|none';

  /** Elements with a text of their own, with what is painted there. */
  const texts: { element: Element; paint: string }[] = [];
  /** Elements that may lie over, or under, a text that is not in them, with what they paint. */
  const floating: { element: Element; box: DOMRect; paint: string }[] = [];

  const visit = (element: Element, behind: string): void => {
    const style = getComputedStyle(element);
    if (style.display === 'none') {
      return;
    }
    const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const layer = LAYER.map((property) => style[property]).join('|');
    // An element that paints nothing of its own is of no account.
    const layers = layer === PLAIN_LAYER ? behind : `${behind}>${layer}`;
    if (isSeen && layers !== behind && style.position !== 'static') {
      const paint = `${layers} ${style.position} ${style.zIndex}`;
      floating.push({ element, box: element.getBoundingClientRect(), paint });
    }
    const isField = element.matches('input, select, textarea');
    if (isSeen && (isField || [...element.childNodes].some((node) => node instanceof Text && /\S/.test(node.data)))) {
      const colors = TEXT.map((property) => style[property]).join('|');
      texts.push({ element, paint: `${isField ? 'field' : 'text'} ${colors} on ${layers}` });
    }
    for (const child of element.children) {
      visit(child, layers);
    }
  };
  visit(document.documentElement, '');

  const rightEdge = document.documentElement.scrollWidth;
  const kinds = new Map<string, { paint: string; isTouched: boolean; elements: Element[] }>();
  for (const { element, paint: ownPaint } of texts) {
    const text = element.getBoundingClientRect();
    if (text.left >= rightEdge || text.right <= 0 || text.bottom <= 0) {
      continue;
    }
    const touching = floating
      .filter(
        ({ element: other, box }) =>
          box.left < text.right &&
          text.left < box.right &&
          box.top < text.bottom &&
          text.top < box.bottom &&
          !other.contains(element),
      )
      .map(({ paint, box }) =>
        [paint, box.left - text.left, box.top - text.top, box.right - text.right, box.bottom - text.bottom].join(' '),
      );
    const paint = [ownPaint, ...touching].join(' touched by ');
    const kind = kinds.get(paint) ?? { paint, isTouched: touching.length > 0, elements: [] };
    kind.elements.push(element);
    kinds.set(paint, kind);
  }
  return [...kinds.values()];
}
