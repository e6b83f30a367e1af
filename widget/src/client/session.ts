import type { Session, User } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { Api } from './api.js';
import { ChatClientError, codeOf } from './client-error.js';
import { Credentials } from './credentials.js';
import { Emitter } from './emitter.js';
import type { Entrances } from './entrances.js';
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
  #entrances?: Promise<Entrances>;

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

  async register({ avatar, ...account }: Parameters<SessionStore['register']>[0]): Promise<User> {
    if (avatar) checkPicture(avatar);
    const session = await request<Session>(this.server, 'POST', '/auth/register', { body: account });
    delete this.avatarError;
    if (avatar) {
      try {
        session.user = await request<User>(this.server, 'PUT', '/me/avatar', picture(avatar, session.accessToken));
      } catch (error) {
        // The account exists: failing now would only make the person meet `username_taken`.
        this.avatarError = codeOf(error);
      }
    }
    this.credentials.adopt(session);
    return session.user;
  }

  async login(body: Parameters<SessionStore['login']>[0]): Promise<User> {
    const session = await request<Session>(this.server, 'POST', '/auth/login', { body });
    this.credentials.adopt(session);
    return session.user;
  }

  async signInWithToken(token: string): Promise<User> {
    return (await this.#otherWays()).byToken(token);
  }

  async signInAsGuest(): Promise<User> {
    return (await this.#otherWays()).asGuest();
  }

  async leaveHost(): Promise<void> {
    await (await this.#otherWays()).leaveHost();
  }

  /** Signed out here at once; resolves when the server knows, or can't be told. */
  async logout(): Promise<void> {
    const token = await this.credentials.fresh().catch(() => undefined);
    this.credentials.clear();
    if (token) await request(this.server, 'POST', '/auth/logout', { token, timeout: 5_000 }).catch(() => undefined);
  }

  async update(input: Parameters<SessionStore['update']>[0]): Promise<User> {
    return this.#updated(await this.api.call<User>('PATCH', '/me', input));
  }

  async setAvatar(image: Blob): Promise<User> {
    checkPicture(image);
    const { body } = picture(image);
    return this.#updated(await this.api.call<User>('PUT', '/me/avatar', body));
  }

  async removeAvatar(): Promise<User> {
    return this.#updated(await this.api.call<User>('DELETE', '/me/avatar'));
  }

  #otherWays(): Promise<Entrances> {
    this.#entrances ??= import('./entrances.js').then(
      (module) => new module.Entrances(this.server, this),
      () => {
        this.#entrances = undefined;
        throw new ChatClientError('offline');
      },
    );
    return this.#entrances;
  }

  #updated(user: User): User {
    this.credentials.updateUser(user);
    return user;
  }
}

function picture(image: Blob, token?: string): { body: FormData; token?: string; timeout: number } {
  const body = new FormData();
  body.append('file', image, 'avatar');
  return { body, timeout: 120_000, ...(token !== undefined && { token }) };
}

/** Refused before anything travels. */
function checkPicture(image: Blob): void {
  if (image.size > limits.avatarUploadBytes) {
    throw new ChatClientError('too_large', { fields: { avatar: 'too_big' } });
  }
  if (image.type && !image.type.startsWith('image/')) {
    throw new ChatClientError('unsupported_type', { fields: { avatar: 'wrong_type' } });
  }
}
