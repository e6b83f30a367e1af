import type { HistoryPage, SearchPage } from '@chat-room/protocol';
import type { Api } from './api.js';

export interface PageQuery {
  before?: number;
  after?: number;
  limit?: number;
}

/** One room's stored messages, over HTTP. */
export class RoomHistory {
  readonly #path: string;

  constructor(
    private readonly api: Api,
    slug: string,
  ) {
    this.#path = `/rooms/${encodeURIComponent(slug)}`;
  }

  page(query: PageQuery): Promise<HistoryPage> {
    return this.api.call('GET', `${this.#path}/messages?${parameters(query)}`);
  }

  search(q: string, before?: number): Promise<SearchPage> {
    return this.api.call('GET', `${this.#path}/search?${parameters({ q, before })}`);
  }

  clear(): Promise<void> {
    return this.api.call('DELETE', `${this.#path}/history`);
  }
}

function parameters(query: object): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
