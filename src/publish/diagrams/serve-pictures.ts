/** The parts of an Express request and answer that are used here. */
interface Request {
  readonly path: string;
}

interface Answer {
  type(name: string): Answer;
  send(body: string): void;
}

/** The part of webpack-dev-server that is used here. */
interface LiveServer {
  readonly app: {
    get(address: string | RegExp, answer: (request: Request, response: Answer, next: () => void) => void): void;
  };
}

/** A configuration of the bundler. Only the live server, `npm run dev`, reads it. */
interface LiveServerOptions {
  readonly devServer: { readonly setupMiddlewares: (middlewares: unknown[], server: LiveServer) => unknown[] };
}

/**
 * Lets the live server answer with pictures as they are now. A build writes them as files instead.
 *
 * @param baseUrl - where the site begins, with a slash at its end.
 * @param pictures - makes the files by address; addresses begin with a slash.
 */
export function servePictures(baseUrl: string, pictures: () => ReadonlyMap<string, string>): LiveServerOptions {
  return {
    devServer: {
      setupMiddlewares: (_, { app }) => {
        app.get(/\.(?:svg|txt)$/, (request, response, next) => {
          const picture = request.path.startsWith(`${baseUrl}diagrams/`)
            ? pictures().get(decodeURI(request.path.slice(baseUrl.length - 1)))
            : undefined;
          if (picture === undefined) {
            next();
          } else {
            response.type(request.path.endsWith('.svg') ? 'image/svg+xml' : 'text/plain').send(picture);
          }
        });
        // What this gives is put behind what Docusaurus gives, which has all others already.
        return [];
      },
    },
  };
}
