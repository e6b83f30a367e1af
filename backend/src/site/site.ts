import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/config.js';
import { packedScripts } from './packed-scripts.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const oneYear = 31_536_000;

/** Chunks have their hash in the name, and pinned files their version. */
const neverChanges = /[/\\](?:chunks[/\\][^/\\]+|widget-\d[^/\\]*)$/;

/** The policy of our own pages; docs/embedding.md explains it to hosts. */
const pagePolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
};

/** Serves the widget to every page of the world, and the demo pages at `/`. */
export function serveSite(app: NestExpressApplication, config: Config): void {
  app.use(compression({ filter: isPublic }));
  const widget = `${root}widget/dist/script`;
  app.use(packedScripts(widget, widgetHeaders));
  app.use(express.static(widget, { index: false, setHeaders: widgetHeaders }));
  if (!config.demo) return;
  const pages = express.static(`${root}demo-site`, {
    extensions: ['html'],
    setHeaders: (response) => response.set('Cache-Control', 'no-cache'),
  });
  app.use(securityHeaders(pagePolicy));
  app.use(
    '/strict-csp',
    securityHeaders({
      ...pagePolicy,
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['lit-html'],
    }),
  );
  app.use(pages);
}

/** What is secret is never compressed together with what somebody else chose: the length would tell of it. */
function isPublic(request: Request, response: Response): boolean {
  return !request.originalUrl.startsWith('/api/v1/') && compression.filter(request, response);
}

function widgetHeaders(response: Response, path: string): void {
  response.set({
    // Hosts load it from their own pages, with or without isolation of their own.
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': neverChanges.test(path) ? `public, max-age=${oneYear}, immutable` : 'public, max-age=300',
  });
}

function securityHeaders(directives: Record<string, string[]>) {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // Pages that embed the chat load it from here, and this may be plain http on a machine of one's own.
    crossOriginResourcePolicy: false,
    strictTransportSecurity: false,
  });
}
