import type { AddressInfo } from 'node:net';
import { Logger, RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { methodOverride } from './files/uploads/method-override.js';
import { tusCapabilities } from './files/uploads/tus-capabilities.js';
import { httpShell } from './http/http-shell.js';
import { attachLegacy } from './legacy/attach.js';
import { listen } from './listen.js';
import { describeListenError, httpRemedies, legacyRemedies } from './listen-error.js';
import { ChatLogger } from './log/chat-logger.js';
import { ChatSocketAdapter } from './realtime/socket-adapter.js';
import { closeOnSignal } from './shutdown.js';
import { notFound } from './site/not-found.js';
import { serveSite } from './site/site.js';

/** Puts the application together and opens its ports. Throws `ConfigError` with one sentence for what an operator can mend. */
export async function serve(config: Config, migrated: readonly string[]): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: new ChatLogger(config),
    abortOnError: false,
    bodyParser: false,
  });
  app.setGlobalPrefix('api/v1', {
    exclude: ['healthz', 'readyz', 'metrics', 'api/docs', 'api/docs/style.css'].map((path) => ({
      path,
      method: RequestMethod.ALL,
    })),
  });
  app.use('/api/v1/files', methodOverride, tusCapabilities(config));
  httpShell(app, config);
  app.useWebSocketAdapter(new ChatSocketAdapter(app, config));
  serveSite(app, config);
  closeOnSignal(app, config);
  await app.init();
  app.use(notFound);
  await attachLegacy(app, config).catch((error: unknown) => {
    throw describeListenError(error, legacyRemedies);
  });
  await listen(app.getHttpServer(), config).catch((error: unknown) => {
    throw describeListenError(error, httpRemedies);
  });
  const log = new Logger('Chat');
  for (const name of migrated) log.log(`Migrated the database: ${name}`);
  const database = config.database.dialect === 'sqlite' ? `SQLite (${config.database.path})` : 'MySQL/MariaDB';
  log.log(`Database: ${database}`);
  log.log(`Listening on ${addressOf(app)}`);
}

/** As it really is: with `PORT=0` the system chose the port. */
function addressOf(app: NestExpressApplication): string {
  const { address, port, family } = app.getHttpServer().address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
