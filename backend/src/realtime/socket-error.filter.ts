import type { Ack } from '@chat-room/protocol';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { refusalOf } from '../errors/refusal.js';

/** Turns whatever was thrown into the event's acknowledgement. Nothing of an unexpected error gets out. */
@Catch()
export class SocketErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Realtime');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const acknowledge = host.getArgs<unknown[]>().find((argument) => typeof argument === 'function');
    const error = refusalOf(thrown, this.logger);
    (acknowledge as ((answer: Ack) => void) | undefined)?.({ ok: false, error: error.toWire() });
  }
}
