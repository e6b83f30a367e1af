import type { NextFunction, Request, Response } from 'express';

const overridden = new Set(['PATCH', 'DELETE', 'HEAD']);

/** Who sits behind something that lets only GET and POST through says in a header what he means (tus 1.0, `X-HTTP-Method-Override`). */
export function methodOverride(request: Request, response: Response, next: NextFunction): void {
  const meant = request.get('x-http-method-override')?.toUpperCase() ?? '';
  if (request.method === 'POST' && overridden.has(meant)) {
    request.method = meant;
    if (meant === 'HEAD') withoutLength(response);
  }
  next();
}

/** To its client it is the answer to a POST: it would wait for the bytes of a body that only GET has. */
function withoutLength(response: Response): void {
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => Response;
  response.writeHead = ((...rest: unknown[]) => {
    response.removeHeader('Content-Length');
    return writeHead(...rest);
  }) as typeof response.writeHead;
}
