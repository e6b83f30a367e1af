import type { Session } from '@chat-room/protocol';
import { expect } from '@jest/globals';
import { register } from './api.js';
import { sentOf } from './headless.js';
import { numbersTo, told, wholeHistory } from './history.js';
import { type Line, lineTo } from './line.js';
import type { TestServer } from './server.js';
import { StockReader } from './stock-reader.js';
import { Talker } from './talker.js';
import { until } from './until.js';

/** Milliseconds in which everybody must have come to the same. */
const seconds = 45_000;

/** People in one room, by way of all nodes: some talk, and some read with stock clients, over WebSocket and by polling. */
export class Crowd {
  private constructor(
    private readonly nodes: readonly TestServer[],
    private readonly room: string,
    readonly talkers: readonly Talker[],
    readonly readers: readonly StockReader[],
    private readonly sessions: readonly Session[],
    private readonly lines: readonly Line[],
  ) {}

  static async gather(nodes: readonly TestServer[], room: string): Promise<Crowd> {
    const talkers = await Promise.all([0, 1, 2, 3].map((first) => Talker.enter(nodes, room, first)));
    const lines = [await lineTo(nodes), await lineTo(nodes, { isSticky: true, first: 1 })] as const;
    const sessions = [await register(lines[0]), await register(lines[1])] as const;
    const readers = [
      new StockReader(lines[0], sessions[0].accessToken, room, ['websocket']),
      new StockReader(lines[1], sessions[1].accessToken, room, ['polling']),
    ];
    await until(() => readers.every(({ online }) => online.length > 0));
    return new Crowd(nodes, room, talkers, readers, sessions, lines);
  }

  /** People, each of whom is shown as here. */
  get size(): number {
    return this.talkers.length + this.sessions.length;
  }

  start(): void {
    for (const talker of this.talkers) talker.start();
  }

  /** Resolves when each of some people (all by default) has the server's word for as many messages more. */
  async goesOn(more = 3, people = this.talkers): Promise<void> {
    const goals = people.map(({ said }) => said.length + more);
    await until(() => people.every(({ said }, index) => said.length >= (goals[index] ?? 0)), 90_000);
  }

  /** Every other talker is on every other node. */
  async spread(): Promise<void> {
    for (const [index, { line, client }] of this.talkers.entries()) {
      const node = index % this.nodes.length;
      if (line.at() === node) continue;
      line.turnTo(node);
      await until(() => client.connection.state !== 'online');
      client.connection.retry();
    }
    await until(() => this.talkers.every(({ client }) => client.connection.state === 'online'), seconds);
  }

  /** Everybody falls silent, and in the end has the same: all that was said, once, in order, as it was changed last. */
  async agrees(): Promise<void> {
    await Promise.all(this.talkers.map((talker) => talker.stop()));
    const [line, session] = [this.lines[0] as Line, this.sessions[0] as Session];
    const history = await wholeHistory(line, session.accessToken, this.room);
    expect(history.map(({ seq }) => seq)).toEqual(numbersTo(history.length));
    for (const { id, said } of this.talkers) {
      const his = history.filter(({ sender }) => sender.id === id);
      expect(his.map(({ clientId }) => clientId)).toEqual(said.map(({ clientId }) => clientId));
    }
    const truth = told(history);
    for (const { store } of this.talkers) {
      // Who was away for long has begun anew with the newest page.
      const isRight = () => {
        const shown = told(sentOf(store));
        return shown.length >= Math.min(50, truth.length) && shown.join('\n') === truth.slice(-shown.length).join('\n');
      };
      await until(isRight, seconds);
      expect(store.messages.every(({ delivery }) => delivery === 'sent')).toBe(true);
    }
    for (const reader of this.readers) {
      await until(() => told(reader.messages.values()).join('\n') === truth.join('\n'), seconds);
    }
    await this.everybodyIsHere();
  }

  async close(): Promise<void> {
    for (const reader of this.readers) reader.close();
    for (const talker of this.talkers) await talker.close();
    for (const line of this.lines) await line.close();
  }

  private async everybodyIsHere(): Promise<void> {
    const ids = [...this.talkers.map(({ id }) => id), ...this.sessions.map(({ user }) => user.id)];
    const all = ids.sort().join();
    for (const { store } of this.talkers) {
      const online = () => store.online.map(({ id }) => id);
      await until(() => online().sort().join() === all && store.onlineCount === ids.length, seconds);
    }
  }
}
