import express, { type RequestHandler, type Response } from 'express';

/**
 * Gives the scripts of a folder as they were packed when they were built, to whoever can unpack them: a sixth less than what
 * a server can do while somebody waits. Passes on what it has not.
 */
export function packedScripts(folder: string, setHeaders: (response: Response, path: string) => void): RequestHandler {
  const files = express.static(folder, {
    index: false,
    setHeaders(response, path) {
      setHeaders(response, path.slice(0, -'.br'.length));
      response.set('Content-Encoding', 'br').type('js').vary('Accept-Encoding');
    },
  });
  return (request, response, next) => {
    const { url } = request;
    if (!request.path.endsWith('.js') || !request.acceptsEncodings('br')) return next();
    request.url = url.replace(/\.js(?=$|\?)/, '.js.br');
    files(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  };
}
