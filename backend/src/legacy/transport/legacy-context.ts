import type { Readable } from 'node:stream';
import { BaseRpcContext } from '@nestjs/microservices';
import type { Connection } from './connection.js';

/** What a handler knows of a request beside its fields: whose it is. Get it by `@Ctx()`. */
export class LegacyContext extends BaseRpcContext<[Connection]> {
  constructor(connection: Connection) {
    super([connection]);
  }

  getConnection(): Connection {
    return this.args[0];
  }

  /** The bytes behind `file-by-bytes`. What the handler does not take is passed over. */
  getBody(): Readable {
    return this.args[0].body();
  }
}
