/** What a style sheet had and the sheet of the site no longer has. */
export interface LeftOut {
  readonly classes: readonly string[];
  /** Of these, the classes that pages have or scripts name. */
  usedClasses(htmls: readonly string[], scripts: readonly string[]): string[];
  /** The elements without a rule of their own that pages have. */
  usedElements(htmls: readonly string[]): string[];
  /** The custom properties that a rule or a script still reads. */
  readProperties(scripts: readonly string[]): string[];
}

/** Compares a style sheet with the built one. */
export function leftOut(whole: string, built: string): LeftOut {
  const classes = missing(classesIn(whole), classesIn(built));
  const elements = missing(elementsIn(whole), elementsIn(built));
  const properties = new Set(missing(definedIn(whole), definedIn(built)));
  return {
    classes,
    usedClasses: (htmls, scripts) => {
      const used = new Set([...htmls.flatMap(classesOfPage), ...scripts.flatMap(wordsOfStrings)]);
      return classes.filter((name) => used.has(name));
    },
    usedElements: (htmls) => {
      const used = new Set(htmls.flatMap((html) => [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]!)));
      return elements.filter((name) => used.has(name));
    },
    readProperties: (scripts) => {
      const read = [built, ...scripts].flatMap((text) =>
        [...text.matchAll(/(?:var\(|['"`])(--ifm-[\w-]+)/g)].map((match) => match[1]!),
      );
      return [...new Set(read)].filter((name) => properties.has(name));
    },
  };
}

function missing(all: Iterable<string>, kept: Iterable<string>): string[] {
  const left = new Set(kept);
  return [...new Set(all)].filter((name) => !left.has(name));
}

function selectorsIn(css: string): string[] {
  const rules = css.replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{};]+)\{/g);
  return [...rules].map(([, selector]) => selector!.trim()).filter((selector) => !selector.startsWith('@'));
}

function classesIn(css: string): string[] {
  return selectorsIn(css).flatMap((selector) =>
    [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map((match) => match[1]!),
  );
}

/** Elements that are a selector by themselves. */
function elementsIn(css: string): string[] {
  return selectorsIn(css)
    .flatMap((selector) => selector.split(',').map((part) => part.trim()))
    .filter((part) => /^[a-z][a-z0-9]*$/.test(part));
}

function definedIn(css: string): string[] {
  return [...css.matchAll(/(--ifm-[\w-]+)\s*:/g)].map((match) => match[1]!);
}

function classesOfPage(html: string): string[] {
  return [...html.matchAll(/\sclass=(?:"([^"]*)"|([^\s>]+))/g)].flatMap(([, quoted, bare]) =>
    (quoted ?? bare!).split(/\s+/),
  );
}

/** Words of the strings of a script that could be a list of classes: prose has other signs. */
function wordsOfStrings(script: string): string[] {
  return [...script.matchAll(/(["'`])((?:[\w-]|\s(?=[\w-]))+)\1/g)].flatMap(([, , text]) => text!.split(/\s/));
}
