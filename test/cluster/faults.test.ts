import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { Crowd } from '../support/crowd.js';
import { type Nodes, startNodes } from '../support/nodes.js';
import type { TestServer } from '../support/server.js';
import { connect, nextEvent } from '../support/sockets.js';
import { until } from '../support/until.js';

const patience = 180_000;

/**
 * A crowd talks over two nodes while things break. After each, everybody has the same messages in the same order, as they were
 * changed last, nothing twice and nothing missing, and everybody is shown as here.
 */
describe('a chat of two nodes', () => {
  let chat: Nodes;
  let one: TestServer;
  let two: TestServer;
  let crowd: Crowd;

  beforeAll(async () => {
    chat = await startNodes();
    [one, two] = chat.nodes;
    crowd = await Crowd.gather(chat.nodes);
  }, patience);
  beforeEach(async () => {
    await crowd.spread();
    crowd.start();
    await crowd.goesOn();
  }, patience);
  afterAll(async () => {
    await crowd.close();
    await chat.stop();
  }, patience);

  it(
    'survives that a node is killed, and comes back',
    async () => {
      await one.kill('SIGKILL');
      await crowd.goesOn(6);
      await one.start();
      await crowd.goesOn();
      await crowd.agrees();
    },
    patience,
  );

  it(
    'survives that Redis is killed, and comes back empty',
    async () => {
      await chat.redis.kill();
      await crowd.goesOn(6);
      await chat.redis.start();
      await crowd.goesOn();
      await crowd.agrees();
    },
    patience,
  );

  it(
    'is one chat without Redis too: messages and the ends of sessions come over the database',
    async () => {
      const leaver = await register(one);
      const socket = await connect(two, leaver.accessToken);
      await chat.redis.kill();
      const ended = nextEvent(socket, 'session:ended', () => true, AbortSignal.timeout(60_000));
      await api(one, 'POST', '/auth/logout', { token: leaver.accessToken });
      await crowd.goesOn(6);
      await crowd.agrees();
      expect(await ended).toEqual({ code: 'expired' });
      expect(await (await fetch(`${one.url}/readyz`)).json()).toEqual({
        status: 'ready',
        checks: { database: 'ok', redis: 'failed' },
      });
      await chat.redis.start();
      await until(async () => (await (await fetch(`${one.url}/readyz`)).json()).checks.redis === 'ok');
    },
    patience,
  );

  it(
    'survives that MariaDB is killed, and comes back',
    async () => {
      await chat.mariadb.kill();
      await until(async () => (await fetch(`${two.url}/readyz`)).status === 503);
      await chat.mariadb.start();
      await crowd.goesOn(6);
      await crowd.agrees();
    },
    patience,
  );

  it(
    'survives that a node is frozen, given up by the other, and woken',
    async () => {
      one.process.kill('SIGSTOP');
      try {
        await until(() => crowd.talkers.some(({ store }) => store.onlineCount < crowd.size), 60_000);
      } finally {
        one.process.kill('SIGCONT');
      }
      await crowd.goesOn(6);
      await crowd.agrees();
    },
    patience,
  );

  it(
    'survives lines that are slow, that break, and that are dead without saying so',
    async () => {
      const [slow, broken, dead] = crowd.talkers;
      slow?.line.setDelay(60);
      dead?.line.deaden();
      for (let n = 0; n < 3; n++) {
        const { length } = broken?.said ?? [];
        broken?.line.cut();
        await until(() => (broken?.said.length ?? 0) > length, 60_000);
      }
      await crowd.goesOn();
      slow?.line.setDelay(0);
      await crowd.agrees();
    },
    patience,
  );

  it(
    'is restarted node by node, and nobody notices',
    async () => {
      const seen = crowd.readers.map(({ presence }) => presence.length);
      for (const node of chat.nodes) {
        const { process: leaving } = node;
        await node.restart('SIGTERM');
        expect([leaving.exitCode, leaving.signalCode]).toEqual([0, null]);
        await crowd.goesOn(6);
      }
      await crowd.agrees();
      for (const { errors, states } of crowd.talkers) {
        expect(errors).toEqual([]);
        expect([...states]).toEqual(['online']);
      }
      // Old clients must be opened and logged in again; that may take longer than the grace period.
      const old = new Set(crowd.old.map(({ name }) => name));
      for (const [index, { presence }] of crowd.readers.entries()) {
        const moved = presence.slice(seen[index]).flatMap(({ joined, left }) => [...joined, ...left]);
        expect(moved.filter(({ username }) => !old.has(username))).toEqual([]);
      }
    },
    patience,
  );
});
