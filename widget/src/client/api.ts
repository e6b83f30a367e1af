import { codeOf } from './client-error.js';
import type { Credentials } from './credentials.js';
import { request } from './request.js';

/** HTTP as the person who is signed in. */
export class Api {
  constructor(
    private readonly server: string,
    private readonly credentials: Credentials,
    /** Told whenever the server has answered. */
    private readonly reached: () => void,
  ) {}

  /** Renews the access token once if the server doesn't take it. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#ask<T>(method, path, body);
    this.reached();
    return answer;
  }

  async #ask<T>(method: string, path: string, body: unknown): Promise<T> {
    const timeout = body instanceof FormData ? 120_000 : 20_000;
    const token = await this.credentials.fresh();
    try {
      return await request<T>(this.server, method, path, { body, token, timeout });
    } catch (error) {
      if (codeOf(error) !== 'unauthorized') throw error;
      return request<T>(this.server, method, path, { body, token: await this.credentials.renew(token), timeout });
    }
  }
}
