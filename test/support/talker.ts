import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@chat-room/protocol';
import { type ChatClient, isTransient, type RoomStore } from '../../widget/src/client/index.js';
import { headless, joined } from './headless.js';
import { type Line, lineTo } from './line.js';

/** Somebody with the headless client who talks, three messages at a time, and changes what he said. */
export class Talker {
  /** What he typed, in order; the client has the word of the server that it is there. */
  readonly said: Message[] = [];
  /** Whatever a person would have been shown as an error. */
  readonly errors: unknown[] = [];
  /** Every state the connection was in. */
  readonly states = new Set<string>();
  private isTalking = false;
  private talk: Promise<void> = Promise.resolve();

  private constructor(
    readonly line: Line,
    readonly client: ChatClient,
    readonly store: RoomStore,
  ) {
    client.connection.subscribe(() => this.states.add(client.connection.state));
  }

  static async enter(servers: readonly { url: string }[], room: string, first: number): Promise<Talker> {
    const line = await lineTo(servers, { first });
    const client = await headless(line);
    return new Talker(line, client, await joined(client, room));
  }

  get id(): string {
    return this.client.session.user?.id ?? '';
  }

  start(): void {
    this.errors.length = 0;
    this.states.clear();
    this.isTalking = true;
    this.talk = this.goOn();
  }

  /** Resolves when all he has begun is done. */
  async stop(): Promise<void> {
    this.isTalking = false;
    await this.talk;
  }

  async close(): Promise<void> {
    this.client.close();
    await this.line.close();
  }

  private async goOn(): Promise<void> {
    while (this.isTalking) {
      const typed = [0, 1, 2].map((n) => this.store.send({ text: `${this.said.length + n}` }));
      const [first, second, third] = (await Promise.all(typed)) as [Message, Message, Message];
      this.said.push(first, second, third);
      await this.insist(() => this.store.edit(first.id, `${first.text} changed`));
      await this.insist(() => this.store.react(second.id, '👍', true));
      if (third.seq % 3 === 0) await this.insist(() => this.store.delete(third.id));
      await sleep(100);
    }
  }

  /** A person tries again what failed. */
  private async insist(change: () => Promise<Message>): Promise<void> {
    for (;;) {
      try {
        await change();
        return;
      } catch (error) {
        this.errors.push(error);
        if (!isTransient(error)) return;
        await sleep(200);
      }
    }
  }
}
