import type { SeenRequest } from './socket-relay.ts';

/** An address of the data plane, with parts in braces that stand for any text. */
interface Route {
  readonly method: string;
  readonly path: string;
}

/** What became of an address. */
export interface RouteResult {
  readonly subject: string;
  readonly status: 'agrees' | 'differs' | 'not-run';
  /** For `differs`: what was answered. */
  readonly actual?: string;
}

/** Compares the requests of a data plane with the addresses that it is said to have; a health check is none of them. */
export function compareRoutes(routes: readonly Route[], requests: readonly SeenRequest[]): RouteResult[] {
  const known = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
  const isOf = (request: SeenRequest, { method, pattern }: (typeof known)[number]): boolean =>
    request.method === method && pattern.test(request.path);
  const astray = requests.filter((request) => !known.some((route) => isOf(request, route)));
  return [
    ...known.map((route) => {
      const answered = requests.some((request) => isOf(request, route) && request.status < 400);
      return { subject: nameOf(route), status: answered ? 'agrees' : 'not-run' } as const;
    }),
    ...[...new Map(astray.map((request) => [nameOf(request), request])).values()].map(
      (request) =>
        ({ subject: nameOf(request), status: 'differs', actual: `answered with ${request.status}` }) as const,
    ),
  ];
}

function nameOf({ method, path }: Route): string {
  return `address ${method} ${path}`;
}

/** `{path}` stands for one or several parts of an address, any other name for one. */
function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace('{path}', '.+').replace(/\{\w+\}/g, '[^/]+')}$`);
}
