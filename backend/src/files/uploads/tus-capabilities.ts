import type { NextFunction, Request, Response } from 'express';
import type { Config } from '../../config/config.js';
import { tusVersion } from './tus.guard.js';

/** Puts what uploads can do here on every answer to OPTIONS, preflights of browsers included, which CORS answers. */
export function tusCapabilities(config: Config) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'OPTIONS') {
      response.set({
        'Tus-Resumable': tusVersion,
        'Tus-Version': tusVersion,
        'Tus-Extension': 'creation,creation-with-upload,termination,expiration',
        'Tus-Max-Size': String(config.maxFileBytes),
      });
    }
    next();
  };
}
