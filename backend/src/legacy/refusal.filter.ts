import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { EMPTY, type Observable, throwError } from 'rxjs';
import { refusalOf } from '../errors/refusal.js';
import { ProtocolViolation } from './codec/protocol-violation.js';
import { LegacyClients, tellPrivately } from './legacy-clients.js';
import type { LegacyContext } from './transport/legacy-context.js';
import { wording } from './wording.js';

/** Turns whatever was thrown into a notice to the client that asked. Only breaking the protocol ends its connection. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger('Legacy');

  constructor(private readonly clients: LegacyClients) {}

  catch(thrown: unknown, host: ArgumentsHost): Observable<never> {
    if (thrown instanceof ProtocolViolation) return throwError(() => thrown);
    const error = refusalOf(thrown, this.logger);
    const client = this.clients.of(host.switchToRpc().getContext<LegacyContext>().getConnection());
    if (client) tellPrivately(client, wording.refused(error));
    return EMPTY;
  }
}
