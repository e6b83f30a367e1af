import { errors } from '@chat-room/protocol';
import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { AuthService } from '../auth/auth.service.js';
import { ConnectedPeople } from '../auth/connected-people.js';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { refusalOf } from '../errors/refusal.js';
import { actorOf, type ChatServer, type ChatSocket, group } from './chat-socket.js';
import { clientAddress } from './client-address.js';

const credentials = z.object({ token: z.string().min(1).max(4096) });

/** Lets in who brings a good access token; anybody else's handshake fails with `data.code`. */
@Injectable()
export class Handshake {
  private readonly logger = new Logger('Realtime');

  constructor(
    private readonly auth: AuthService,
    private readonly connected: ConnectedPeople,
    private readonly config: Config,
  ) {}

  guard(server: ChatServer): void {
    this.connected.add(() => Array.from(server.sockets.sockets.values(), actorOf));
    server.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(this.refusal(error)),
      );
    });
  }

  private async admit(socket: ChatSocket): Promise<void> {
    const { success, data } = credentials.safeParse(socket.handshake.auth);
    if (!success) throw new ChatError('unauthorized');
    const { user, sessionId } = await this.auth.authenticateArrival(data.token);
    const address = clientAddress(socket.request, this.config.trustProxy);
    socket.data.actor = { user, sessionId, address };
    socket.data.attendances = new Map();
    socket.join([group.user(user.id), group.session(sessionId)]);
  }

  private refusal(thrown: unknown): Error {
    const error = refusalOf(thrown, this.logger);
    return Object.assign(new Error(errors[error.code].message), { data: error.toWire() });
  }
}
