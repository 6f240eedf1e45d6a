/**
 * Sorts all texts of a page into kinds whose contrast is the same; runs in the page.
 *
 * Two texts are of one kind when the browser paints them with the same font size, weight and colors, on elements with
 * the same backgrounds, below or above the same positioned elements: contrast follows from nothing else. A table with
 * 500 rows has a handful of kinds.
 *
 * @returns for each kind the elements that hold such a text themselves. What a reader types in is a kind of its own.
 */
export function textKinds(): Element[][] {
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

  /** A short name for each different text. */
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? String(names.size);
    names.set(text, name);
    return name;
  };

  /** Elements with a text of their own, with what is painted there. */
  const texts: { element: Element; paint: string }[] = [];
  /** Elements that may lie over, or under, a text that is not in them. */
  const floating: { element: Element; box: DOMRect }[] = [];

  const visit = (element: Element, behind: string): void => {
    const style = getComputedStyle(element);
    if (style.display === 'none') {
      return;
    }
    const layer = LAYER.map((property) => style[property]).join('|');
    // An element that paints nothing of its own is of no account.
    const layers = layer === PLAIN_LAYER ? behind : nameOf(`${behind}>${layer}`);
    if (layers !== behind && style.position !== 'static') {
      floating.push({ element, box: element.getBoundingClientRect() });
    }
    if (element.matches('input, select, textarea')) {
      texts.push({ element, paint: `typed in ${texts.length}` });
    } else if ([...element.childNodes].some((node) => node instanceof Text && /\S/.test(node.data))) {
      texts.push({ element, paint: `${layers}:${TEXT.map((property) => style[property]).join('|')}` });
    }
    for (const child of element.children) {
      visit(child, layers);
    }
  };
  visit(document.documentElement, '');

  const kinds = new Map<string, Element[]>();
  for (const { element, paint } of texts) {
    const text = element.getBoundingClientRect();
    const touching = floating.flatMap(({ element: other, box }, index) =>
      box.left < text.right &&
      text.left < box.right &&
      box.top < text.bottom &&
      text.top < box.bottom &&
      !other.contains(element)
        ? [index]
        : [],
    );
    const kind = `${paint}:${touching.join()}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), element]);
  }
  return [...kinds.values()];
}
