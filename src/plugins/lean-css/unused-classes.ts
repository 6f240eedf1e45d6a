/**
 * Classes of Infima, the style sheet below the classic theme, that no page and no component uses.
 * A test holds them against the built site, so a class that comes into use must leave this list.
 */
const UNUSED: readonly RegExp[] = [
  /^(?:avatar|button-group|pills)(?:$|__|--)/,
  /^hero(?:$|--)/,
  /^(?:card|footer|pagination)(?:__|--)/,
  /^(?:breadcrumbs|row)--/,
  /^(?:alert|tabs)__/,
  /^badge--(?!secondary$)/,
  /^button--(?!outline$|primary$|secondary$)/,
  /^col--(?:[1457]|1[01]|offset-(?!3$)\d+)$/,
  /^(?:clean-list|container-fluid)$/,
  /^text--(?!truncate$)/,
  /^margin--/,
  /^margin-(?:bottom|horiz)--/,
  /^margin-top--(?!sm$)/,
  /^margin-left--(?!sm$)/,
  /^margin-right--(?!md$)/,
  /^padding--(?!none$)/,
  /^padding-(?:horiz|right|vert)--/,
  /^padding-top--(?!md$)/,
  /^padding-bottom--(?!lg$)/,
  /^padding-left--(?!none$)/,
];

/** Whether rules for a class are left out of the style sheet. */
export function isUnusedClass(name: string): boolean {
  return UNUSED.some((pattern) => pattern.test(name));
}

/** The classes that a selector names. */
export function classesOf(selector: string): string[] {
  return [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map((match) => match[1]!);
}
