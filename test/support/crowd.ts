import type { Session } from '@chat-room/protocol';
import { expect } from '@jest/globals';
import { register } from './api.js';
import { sentOf } from './headless.js';
import { numbersTo, told, wholeHistory } from './history.js';
import { LegacyTalker } from './legacy-talker.js';
import { type Line, lineTo } from './line.js';
import type { TestServer } from './server.js';
import { StockReader, type StockReaderOptions } from './stock-reader.js';
import { Talker } from './talker.js';
import { until } from './until.js';

/** Milliseconds in which everybody must have come to the same. */
const seconds = 45_000;

/** The room that old clients are in. */
const room = 'lobby';

/**
 * People in one room, by way of all nodes: some talk, with our clients and old ones, and some read with stock clients: over WebSocket and
 * by polling, with and without regard for what a server says when it stops.
 */
export class Crowd {
  private constructor(
    private readonly nodes: readonly TestServer[],
    readonly talkers: readonly Talker[],
    readonly old: readonly LegacyTalker[],
    readonly readers: readonly StockReader[],
    private readonly sessions: readonly Session[],
    private readonly lines: readonly Line[],
  ) {}

  static async gather(nodes: readonly TestServer[]): Promise<Crowd> {
    const talkers = await Promise.all([0, 1, 2, 3].map((first) => Talker.enter(nodes, room, first)));
    const old = await Promise.all([0, 1].map((at) => LegacyTalker.enter(nodes, at)));
    const lines = await Promise.all([
      lineTo(nodes),
      lineTo(nodes, { isSticky: true, first: 1 }),
      lineTo(nodes, { first: 1 }),
    ]);
    const sessions = await Promise.all(lines.map((line) => register(line)));
    const kinds: StockReaderOptions[] = [{}, { transports: ['polling'] }, { heedsDraining: false }];
    const readers = kinds.map(
      (kind, index) => new StockReader(lines[index] as Line, sessions[index]?.accessToken ?? '', room, kind),
    );
    await until(() => readers.every(({ online }) => online.length > 0));
    return new Crowd(nodes, talkers, old, readers, sessions, lines);
  }

  /** People, each of whom is shown as here. */
  get size(): number {
    return this.talkers.length + this.old.length + this.sessions.length;
  }

  start(): void {
    for (const talker of [...this.talkers, ...this.old]) talker.start();
  }

  /** Resolves when each of some people (all by default) has the server's word for as many messages more. */
  async goesOn(
    more = 3,
    people: readonly { said: readonly unknown[] }[] = [...this.talkers, ...this.old],
  ): Promise<void> {
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
    for (const [index, old] of this.old.entries()) if (old.at !== index % this.nodes.length) await old.comeTo(index);
    await until(() => this.talkers.every(({ client }) => client.connection.state === 'online'), seconds);
  }

  /** Everybody falls silent, and in the end has the same: all that was said, once, in order, as it was changed last. */
  async agrees(): Promise<void> {
    await Promise.all([...this.talkers, ...this.old].map((talker) => talker.stop()));
    const [line, session] = [this.lines[0] as Line, this.sessions[0] as Session];
    const history = await wholeHistory(line, session.accessToken, room);
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
    for (const old of this.old) old.agreesWith(history);
    await this.everybodyIsHere();
  }

  async close(): Promise<void> {
    for (const reader of this.readers) reader.close();
    for (const talker of [...this.talkers, ...this.old]) await talker.close();
    for (const line of this.lines) await line.close();
  }

  private async everybodyIsHere(): Promise<void> {
    const web = [...this.talkers.map(({ client }) => client.session), ...this.sessions];
    const names = [...web.map(({ user }) => user?.username), ...this.old.map(({ name }) => name)].sort();
    for (const { store } of this.talkers) {
      const online = () => store.online.map(({ username }) => username).sort();
      await until(() => online().join() === names.join() && store.onlineCount === names.length, seconds);
    }
  }
}
