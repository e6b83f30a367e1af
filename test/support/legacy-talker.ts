import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@chat-room/protocol';
import { expect } from '@jest/globals';
import { group, LegacyClient, type LegacyMessage } from './legacy-client.js';
import { loggedIn, newcomer, newName } from './legacy-people.js';
import type { TestServer } from './server.js';

/** New messages are numbers; notices, edits and deletions are told in other words. */
const said = /^(\d+)(?: changed)?\n$/;
const refused = /^\* 系统提示: 没有发送成功/;

/**
 * Somebody with an old client who talks, one message after the other, each when the one before has come back to him. When his program
 * loses its server he opens it again at another one. What never came back he does not say again: the old protocol has no way to tell
 * whether it is there.
 */
export class LegacyTalker {
  /** What came back to him, in order. */
  readonly said: string[] = [];
  /** The connections he has had. */
  private readonly visits: LegacyClient[] = [];
  private typed = 0;
  private isTalking = false;
  private talk: Promise<void> = Promise.resolve();

  private constructor(
    readonly name: string,
    private readonly servers: readonly TestServer[],
    public at: number,
    private client: LegacyClient,
  ) {
    this.visits.push(client);
  }

  static async enter(servers: readonly TestServer[], at: number): Promise<LegacyTalker> {
    const { name, client } = await newcomer(servers[at] as TestServer, newName());
    return new LegacyTalker(name, servers, at, client);
  }

  start(): void {
    this.isTalking = true;
    this.talk = this.goOn();
  }

  async stop(): Promise<void> {
    this.isTalking = false;
    await this.talk;
  }

  /** Opens his program again, at that server or whichever answers. */
  async comeTo(at: number): Promise<void> {
    this.client.close();
    for (this.at = at; ; this.at = (this.at + 1) % this.servers.length) {
      try {
        const client = await LegacyClient.connect(this.servers[this.at]?.legacyPorts[0] ?? 0);
        this.client = await loggedIn(client, this.name);
        this.visits.push(client);
        return;
      } catch {
        await sleep(100);
      }
    }
  }

  close(): void {
    this.client.close();
  }

  /** He has seen what was said while he was there, once and in order, and what came back to him is there. */
  agreesWith(history: readonly Message[]): void {
    const own = history.filter(({ sender }) => sender.username === this.name).map(({ text }) => text);
    expect(new Set(own).size).toBe(own.length);
    expect(own.filter((text) => this.said.includes(text))).toEqual(this.said);
    const places = new Map(
      history.map(({ seq, sender, text }) => [`${sender.username} ${Number.parseInt(text, 10)}`, seq]),
    );
    const deleted = new Set(history.filter(({ deletedAt }) => deletedAt).map(({ seq }) => seq));
    for (const { frames } of this.visits) {
      const shown = frames.flatMap((frame) => {
        const number = frame.kind === 'message' && said.exec(frame.content)?.[1];
        return number ? (places.get(`${(frame as LegacyMessage).sender} ${number}`) ?? []) : [];
      });
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      const [first = 0, last = 0] = [shown[0], shown.at(-1)];
      const missed = history.filter(({ seq }) => seq > first && seq < last && !shown.includes(seq));
      expect(missed.filter(({ seq }) => !deleted.has(seq))).toEqual([]);
    }
  }

  private async goOn(): Promise<void> {
    while (this.isTalking) {
      const text = String(this.typed++);
      try {
        this.client.say(group, text);
        const answer = await this.client.next('message', ({ flag, sender, content }) =>
          flag === 'private_chat' ? refused.test(content) : sender === this.name && content === `${text}\n`,
        );
        if (answer.flag === 'group_chat') this.said.push(text);
        await sleep(100);
      } catch {
        await this.comeTo((this.at + 1) % this.servers.length);
      }
    }
  }
}
