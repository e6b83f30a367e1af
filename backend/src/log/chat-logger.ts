import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { redactor } from './redact.js';

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** Contexts in which the framework tells how it starts: of interest to developers. */
const framework = new Set<unknown>([
  'ExceptionHandler',
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestMicroservice',
  'NestApplication',
]);

/** The log: readable or JSON (`CHAT_LOG`), down to a level (`CHAT_LOG_LEVEL`), and without secrets. */
export class ChatLogger extends ConsoleLogger {
  private readonly redacted: (text: string) => string;

  constructor(config: Config) {
    super({
      prefix: 'chat',
      json: config.log.format === 'json',
      logLevels: levels.slice(0, levels.indexOf(config.log.level) + 1),
    });
    this.redacted = redactor(config);
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (framework.has(rest.at(-1))) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  /** What stops the start is thrown besides, and said in one sentence. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (framework.has(rest.at(-1))) super.debug(message, ...rest);
    else super.error(message, ...rest);
  }

  protected override getTimestamp(): string {
    return new Date().toISOString();
  }

  protected override stringifyMessage(message: unknown, level: LogLevel): string {
    return this.redacted(super.stringifyMessage(message, level));
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && this.redacted(stack));
  }

  protected override stringifyJsonLogObject(entry: Record<string, unknown>): string {
    return this.redacted(super.stringifyJsonLogObject(entry));
  }
}
