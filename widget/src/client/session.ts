import type { Session, User } from '@chat-room/protocol';
import { Api } from './api.js';
import { Credentials } from './credentials.js';
import { Emitter } from './emitter.js';
import { laterPart } from './later-part.js';
import { request } from './request.js';
import type { ClientStorage } from './storage.js';
import type { ClientErrorCode, SessionState, SessionStore } from './types.js';

/** Who is signed in. Ends when the server says so or the person does; never because the server can't be reached. */
export class ChatSession extends Emitter implements SessionStore {
  readonly credentials: Credentials;
  readonly api: Api;
  endedBecause?: string;
  avatarError?: ClientErrorCode;
  hostToken?: string;
  readonly #account = laterPart(({ Account }) => new Account(this.server, this));
  readonly #entrances = laterPart(({ Entrances }) => new Entrances(this.server, this));

  constructor(
    private readonly server: string,
    storage: ClientStorage,
    signal: AbortSignal,
    /** Told when somebody else is signed in than before, or nobody. */
    private readonly personChanged: (before: User | undefined) => void,
    /** Told whenever the server has answered over HTTP. */
    reached: () => void,
  ) {
    super();
    let before: User | undefined;
    this.credentials = new Credentials(server, storage, signal, (reason) => {
      const previous = before;
      before = this.user;
      delete this.endedBecause;
      if (reason !== undefined) this.endedBecause = reason;
      this.changed();
      if (previous?.id !== this.user?.id) this.personChanged(previous);
    });
    before = this.user;
    this.api = new Api(server, this.credentials, reached);
  }

  get state(): SessionState {
    return this.user ? 'signed-in' : 'signed-out';
  }

  get user(): User | undefined {
    return this.credentials.held?.user;
  }

  async register(input: Parameters<SessionStore['register']>[0]): Promise<User> {
    return (await this.#account()).register(input);
  }

  async login(body: Parameters<SessionStore['login']>[0]): Promise<User> {
    const session = await request<Session>(this.server, 'POST', '/auth/login', { body });
    this.credentials.adopt(session);
    return session.user;
  }

  async signInWithToken(token: string): Promise<User> {
    return (await this.#entrances()).byToken(token);
  }

  async signInAsGuest(): Promise<User> {
    return (await this.#entrances()).asGuest();
  }

  async leaveHost(): Promise<void> {
    await (await this.#entrances()).leaveHost();
  }

  /** Signed out here at once; resolves when the server knows, or can't be told. */
  async logout(): Promise<void> {
    const token = await this.credentials.fresh().catch(() => undefined);
    this.credentials.clear();
    if (token) await request(this.server, 'POST', '/auth/logout', { token, timeout: 5_000 }).catch(() => undefined);
  }

  async update(input: Parameters<SessionStore['update']>[0]): Promise<User> {
    return (await this.#account()).update(input);
  }

  async setAvatar(image: Blob): Promise<User> {
    return (await this.#account()).setAvatar(image);
  }

  async removeAvatar(): Promise<User> {
    return (await this.#account()).removeAvatar();
  }
}
