import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Metrics } from '../health/metrics.js';

/** Seconds. */
const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10];

/**
 * Measures every request, and logs it at level `debug`: by its path alone, since queries carry the signatures of files, and
 * without headers, since they carry tokens.
 */
export function observeRequests(metrics: Metrics) {
  const logger = new Logger('Http');
  const durations = metrics.histogram('http_request_duration_seconds', 'HTTP requests by route and status', buckets, [
    'method',
    'route',
    'status',
  ]);
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.once('close', () => {
      const { method, route } = request;
      const milliseconds = performance.now() - started;
      // The pattern, not the path, of which there are endlessly many. What no route took is Nest's `*path`, or has none.
      const pattern = route?.path.startsWith('/') ? route.path : 'none';
      durations.observe({ method, route: pattern, status: response.statusCode }, milliseconds / 1000);
      logger.debug(
        `${method} ${request.originalUrl.split('?')[0]} ${response.statusCode} ${milliseconds.toFixed(1)} ms`,
      );
    });
    next();
  };
}
