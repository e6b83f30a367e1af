import type { User } from '@chat-room/protocol';

/** Who asks for something, once he has proved who he is. Services take it first, whatever the transport. */
export interface Actor {
  readonly user: User;
  readonly sessionId: string;
  /** Network address the request came from, for rate limits. */
  readonly address: string;
}
