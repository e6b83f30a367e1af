import { EventEmitter, once } from 'node:events';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { ProtocolViolation } from '../codec/protocol-violation.js';
import { Connection } from './connection.js';
import { ConnectionsByAddress } from './connections-by-address.js';
import { LegacyContext } from './legacy-context.js';
import type { LegacyServerOptions, ListenerOptions } from './options.js';

/** Connections that may wait to be taken in: a class that comes at once is more than Node's 511. */
const backlog = 4096;

/** What `status` tells. */
export type LegacyStatus = 'listening' | 'closed';

export type LegacyEvents = {
  connection: (connection: Connection) => void;
  disconnection: (connection: Connection) => void;
};

/**
 * A Nest transport for the old desktop clients (docs/legacy.md). A handler's pattern is a command: `log-in`, `register`,
 * `message`, `refresh`, `file-by-path` or `file-by-bytes`; it takes the command's fields and a `LegacyContext`, and returns the
 * bytes to answer with, or nothing. While it works nothing more is read from its client. One that throws ends the
 * connection, with a reason in the log if it is an `RpcException` of a `ProtocolViolation`.
 * `disconnected` comes once for each connection that is gone; `close` waits for its handler too.
 */
export class LegacyServer extends Server<LegacyEvents, LegacyStatus> implements CustomTransportStrategy {
  override readonly transportId = Symbol('legacy');
  protected override readonly logger = new Logger('Legacy');
  private readonly events = new EventEmitter();
  private readonly byAddress: ConnectionsByAddress;
  private readonly connections = new Map<Connection, Promise<void>>();
  private servers: NetServer[] = [];

  constructor(private readonly options: LegacyServerOptions) {
    super();
    this.byAddress = new ConnectionsByAddress(options.connectionsPerAddress);
  }

  /** Opens all listeners, or none: the callback gets the error of the first that can't be opened. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      for (const listener of this.options.listeners) await this.open(listener);
    } catch (error) {
      await this.close();
      return callback(error);
    }
    this._status$.next('listening');
    callback();
  }

  /** Takes no more connections, sends those there are what waits for them, and closes them. */
  async close(): Promise<void> {
    for (const server of this.servers) server.close();
    this.servers = [];
    for (const connection of this.connections.keys()) void connection.end('the server stops');
    await Promise.all(this.connections.values());
    this._status$.next('closed');
  }

  on<Name extends keyof LegacyEvents>(event: Name, callback: LegacyEvents[Name]): void {
    this.events.on(event, callback);
  }

  /** The `net.Server` of each listener. */
  unwrap<Servers = NetServer[]>(): Servers {
    return this.servers as Servers;
  }

  private async open(listener: ListenerOptions): Promise<void> {
    const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) =>
      this.accept(socket, listener),
    );
    server.listen({ host: listener.host, port: listener.port, backlog });
    await once(server, 'listening');
    server.on('error', (error) =>
      this.logger.error(`Listening on ${listener.host}:${listener.port}: ${error.message}`),
    );
    this.servers.push(server);
    const where = `Listening for old clients on ${listener.host}:${listener.port} (long of ${listener.long} bytes)`;
    if (listener.path === 'loopback') this.logger.log(`${where}. Not encrypted; only this machine can connect.`);
    else this.logger.warn(`${where}. NOT ENCRYPTED: passwords and messages cross the network in the clear.`);
  }

  private accept(socket: Socket, listener: ListenerOptions): void {
    const address = socket.remoteAddress;
    if (address === undefined) return void socket.destroy();
    if (!this.byAddress.add(address)) {
      this.logger.warn(`Refused ${address}: it has ${this.options.connectionsPerAddress} connections already`);
      return void socket.destroy();
    }
    const connection = new Connection(socket, listener, this.options);
    this.events.emit('connection', connection);
    const served = this.serve(connection).finally(() => {
      this.byAddress.remove(address);
      this.connections.delete(connection);
      this.events.emit('disconnection', connection);
    });
    this.connections.set(connection, served);
  }

  private async serve(connection: Connection): Promise<void> {
    try {
      for (;;) {
        const request = await connection.nextRequest();
        if (!request) break;
        await this.handle(request.command, request, connection);
        await connection.settle();
      }
    } catch (error) {
      connection.cut(reasonOf(error));
    }
    if (connection.reason !== undefined) this.logger.warn(`Closed ${connection}: ${connection.reason}`);
    try {
      await this.handle('disconnected', undefined, connection);
    } catch (error) {
      this.logger.error(error);
    }
  }

  /** Runs the handler of a pattern to its end, and sends what it returns. */
  private handle(pattern: string, data: unknown, connection: Connection): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (!handler) return Promise.reject(new Error(`Nothing handles ${pattern}.`));
    const context = new LegacyContext(connection);
    return new Promise((resolve, reject) =>
      this.runWithProcessingHooks(context, async (ended) => {
        try {
          const answers = this.transformToObservable(await handler(data, context));
          await answers.forEach((answer: unknown) => {
            if (Buffer.isBuffer(answer)) connection.send(answer);
          });
          resolve();
        } catch (error) {
          reject(error);
        } finally {
          ended();
        }
      }),
    );
  }
}

/** For the log. What a handler throws that is not the client's fault has been logged by Nest's filters, with its stack. */
function reasonOf(error: unknown): string {
  return error instanceof ProtocolViolation ? error.message : 'its request failed';
}
