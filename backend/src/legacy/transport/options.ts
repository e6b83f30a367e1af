import type { ClientKind } from '../codec/frames.js';
import type { StringLimits } from '../codec/request.js';

/** One address that old clients of one kind connect to. */
export interface ListenerOptions extends ClientKind {
  readonly host: string;
  readonly port: number;
}

export interface LegacyServerOptions {
  readonly listeners: readonly ListenerOptions[];
  /** Most bytes of each kind of string that a client may send. */
  readonly strings: StringLimits;
  /** Milliseconds a connection may stay without a log-in, the time its requests take not counted; anew after each of them. */
  readonly loginTimeout: number;
  /** Milliseconds without any progress of a write, or of a file that a client sends. */
  readonly stallTimeout: number;
  readonly connectionsPerAddress: number;
  /** Bytes that may wait for a client that does not read. */
  readonly maxUnsentBytes: number;
}
