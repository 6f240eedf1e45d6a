/** A header's name and value. */
export type Header = readonly [name: string, value: string];

/** What the headers depend on. */
export interface HeaderOptions {
  /** Sources of the inline scripts, as {@link scriptHash} gives them. */
  readonly scriptHashes: readonly string[];
  /** How long browsers may use HTTPS only, in seconds; without it the header is not sent. */
  readonly hsts?: number;
}

/** What no page of the portal uses, and no script on one may ask for. */
const REFUSED_FEATURES = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/** The headers that every answer carries, whatever serves the site. */
export function securityHeaders({ scriptHashes, hsts }: HeaderOptions): Header[] {
  return [
    ['Content-Security-Policy', contentSecurityPolicy(scriptHashes)],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', ')],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ...(hsts === undefined ? [] : [['Strict-Transport-Security', `max-age=${hsts}; includeSubDomains`] as const]),
  ];
}

/**
 * Allows what the site itself holds and nothing else. Style attributes are allowed, for the colors
 * of code and the sizes of diagrams are set by them, and so are the colors in their files;
 * scripts are allowed by file or by hash only.
 */
function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  const directives: readonly (readonly string[])[] = [
    ['default-src', "'none'"],
    ['script-src', "'self'", ...scriptHashes],
    ['style-src', "'self'", "'unsafe-inline'"],
    ['img-src', "'self'", 'data:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'"],
    ['worker-src', "'self'"],
    ['manifest-src', "'self'"],
    ['form-action', "'self'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}
