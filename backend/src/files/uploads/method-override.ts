import type { NextFunction, Request, Response } from 'express';

const overridden = new Set(['PATCH', 'DELETE', 'HEAD']);

/** Who sits behind something that lets only GET and POST through says in a header what he means (tus 1.0, `X-HTTP-Method-Override`). */
export function methodOverride(request: Request, _response: Response, next: NextFunction): void {
  const meant = request.get('x-http-method-override')?.toUpperCase() ?? '';
  if (request.method === 'POST' && overridden.has(meant)) request.method = meant;
  next();
}
