import type { Session, User } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import type { Api } from './api.js';
import { ChatClientError, codeOf } from './client-error.js';
import type { Credentials } from './credentials.js';
import { request } from './request.js';
import type { ClientErrorCode, SessionStore } from './types.js';

interface AccountSession {
  readonly api: Api;
  readonly credentials: Credentials;
  avatarError?: ClientErrorCode;
}

/** Making an account, and changing it. */
export class Account {
  constructor(
    private readonly server: string,
    private readonly session: AccountSession,
  ) {}

  async register({ avatar, ...account }: Parameters<SessionStore['register']>[0]): Promise<User> {
    if (avatar) checkPicture(avatar);
    const session = await request<Session>(this.server, 'POST', '/auth/register', { body: account });
    delete this.session.avatarError;
    if (avatar) {
      try {
        session.user = await request<User>(this.server, 'PUT', '/me/avatar', picture(avatar, session.accessToken));
      } catch (error) {
        // The account exists: failing now would only make the person meet `username_taken`.
        this.session.avatarError = codeOf(error);
      }
    }
    this.session.credentials.adopt(session);
    return session.user;
  }

  async update(input: Parameters<SessionStore['update']>[0]): Promise<User> {
    return this.updated(await this.session.api.call<User>('PATCH', '/me', input));
  }

  async setAvatar(image: Blob): Promise<User> {
    checkPicture(image);
    const { body } = picture(image);
    return this.updated(await this.session.api.call<User>('PUT', '/me/avatar', body));
  }

  async removeAvatar(): Promise<User> {
    return this.updated(await this.session.api.call<User>('DELETE', '/me/avatar'));
  }

  private updated(user: User): User {
    this.session.credentials.updateUser(user);
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
