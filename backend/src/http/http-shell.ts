import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import type { Config } from '../config/config.js';
import { Metrics } from '../health/metrics.js';
import { observeRequests } from './observe-requests.js';

/** What every HTTP answer has in common: CORS without credentials, no sniffing, small JSON bodies. */
export function httpShell(app: NestExpressApplication, config: Config): void {
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('etag', false);
  app.use(observeRequests(app.get(Metrics)));
  app.enableCors({
    origin: config.allowedOrigins.includes('*') ? '*' : [...config.allowedOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    exposedHeaders: [
      'Retry-After',
      'ETag',
      'Content-Range',
      'Content-Disposition',
      'Location',
      'Accept-Ranges',
      'Tus-Resumable',
      'Tus-Version',
      'Tus-Extension',
      'Tus-Max-Size',
      'Upload-Offset',
      'Upload-Length',
      'Upload-Metadata',
      'Upload-Expires',
    ],
    maxAge: 86_400,
  });
  app.use((_request: express.Request, response: express.Response, next: express.NextFunction) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
    next();
  });
  app.use('/api/v1', (_request: express.Request, response: express.Response, next: express.NextFunction) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(express.json({ limit: '64kb', strict: true }));
}
