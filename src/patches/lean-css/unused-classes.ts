/**
 * Classes of Infima, the style sheet below the classic theme, and of the search plugin that no page
 * and no component uses.
 * A test holds them against the built site, so a class that comes into use must leave this list.
 */
const UNUSED: readonly RegExp[] = [
  /^ask-ai$/,
  /^(?:avatar|button-group|pills)(?:$|__|--)/,
  /^hero(?:$|--)/,
  /^(?:card|footer|pagination)(?:__|--)/,
  /^(?:breadcrumbs|row)--/,
  /^(?:alert|tabs)__/,
  /^(?:alert--primary|dropdown--nocaret|navbar__items--center|tabs--block)$/,
  /^margin-vert--(?:none|sm|xs)$/,
  /^shadow--(?:md|tl)$/,
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

/**
 * Custom properties of Infima that no rule of the site reads. A test holds them against the built
 * style sheet, too.
 */
const UNREAD: readonly RegExp[] = [
  /^--ifm-(?:alert-color|avatar-|button-group-|card-(?:horizontal|vertical)-|contrast-|hero-|pills-)/,
  /^--ifm-color-(?:info|success|warning)(?:$|-(?:dark|light)(?:er|est)$|-light$)/,
  /^--ifm-color-danger-(?:(?:dark|light)(?:er|est)|light)$/,
  /^--ifm-color-primary-(?:darkest|light(?:er|est))$/,
  /^--ifm-color-secondary-light(?:er|est)?$/,
  /^--ifm-(?:dark|light)(?:er|est)?-value$/,
  /^--ifm-font-weight-(?:base|light|normal)$/,
  /^--ifm-footer-(?:link-|logo-max-|title-)/,
  /^--ifm-(?:image-alignment-padding|navbar-link-active-color|transition-slow|z-index-overlay)$/,
  /^--ifm-pagination-(?:border-radius|color-active|item-active-background|padding-)/,
  /^--ifm-tabs-(?:color-active|padding-(?:horizontal|vertical)$)/,
];

/** Whether a custom property is left out of the style sheet. */
export function isUnreadProperty(name: string): boolean {
  return UNREAD.some((pattern) => pattern.test(name));
}
