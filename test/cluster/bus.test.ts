import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Bus } from '../../backend/src/bus/bus.js';
import { LocalBus } from '../../backend/src/bus/local-bus.js';
import { RedisBus } from '../../backend/src/bus/redis-bus.js';
import type { Topics } from '../../backend/src/bus/topics.js';
import { openRedis } from '../../backend/src/redis/open-redis.js';
import { silence } from '../../backend/src/testing/silence.js';
import { listenTo } from '../support/heard.js';
import { type PrivateService, privateRedis } from '../support/private-services.js';
import { until } from '../support/until.js';

const read = (seq: number) => ({ roomId: 1, slug: 'lobby', userId: 'ann', seq });
const left = { roomId: 1, slug: 'lobby', joined: [], left: [], onlineCount: 0 };
const typing = { roomId: 1, slug: 'lobby', on: true, user: { id: 'ann' } as Topics['room.typing']['user'] };

describe('the bus', () => {
  let redis: PrivateService;
  const open: RedisBus[] = [];
  const redisBus = async (prefix = 'chat:test:') => {
    const bus = new RedisBus({ url: redis.url, prefix });
    open.push(bus);
    await bus.onModuleInit();
    return bus;
  };

  beforeAll(async () => {
    silence();
    redis = await privateRedis();
  });
  afterEach(async () => {
    for (const bus of open.splice(0)) await bus.onApplicationShutdown();
  });
  afterAll(() => redis.kill());

  describe.each([
    ['of one node', async () => new LocalBus()],
    ['over Redis', () => redisBus()],
  ])('%s', (_name, make: () => Promise<Bus>) => {
    it('reaches its own subscribers before publish returns, once each', async () => {
      const bus = await make();
      const [one, other, elsewhere] = [
        listenTo(bus, 'room.read'),
        listenTo(bus, 'room.read'),
        listenTo(bus, 'room.typing'),
      ];
      bus.publish('room.read', read(1));
      bus.publish('room.read', read(2));
      for (const { all } of [one, other]) expect(all).toEqual([read(1), read(2)]);
      expect(elsewhere.all).toEqual([]);
    });

    it('keeps one subscriber’s failure from the others', async () => {
      const bus = await make();
      bus.subscribe('room.read', () => {
        throw new Error('on purpose');
      });
      const { all } = listenTo(bus, 'room.read');
      bus.publish('room.read', read(1));
      expect(all).toHaveLength(1);
    });

    it('tells nobody who has stopped listening', async () => {
      const bus = await make();
      const heard: unknown[] = [];
      const stop = bus.subscribe('room.read', (payload) => heard.push(payload));
      stop();
      bus.publish('room.read', read(1));
      expect(heard).toEqual([]);
    });

    it('reaches the others', async () => {
      expect((await make()).reachesOthers).toBe(true);
    });
  });

  it('reaches other nodes in order, and its own subscribers not a second time', async () => {
    const [here, there] = [await redisBus(), await redisBus()];
    const [own, others] = [listenTo(here, 'room.read'), listenTo(there, 'room.read')];
    for (let seq = 1; seq <= 100; seq++) here.publish('room.read', read(seq));
    await others.until(({ length }) => length >= 100);
    // By way of Redis too, so that whatever came back would have come before.
    there.publish('room.read', read(101));
    await own.until((heard) => heard.some(({ seq }) => seq === 101));
    const numbers = Array.from({ length: 101 }, (_, n) => n + 1);
    expect(own.all.map(({ seq }) => seq)).toEqual(numbers);
    expect(others.all.map(({ seq }) => seq)).toEqual(numbers);
  });

  it('is whole when it was made long before the start', async () => {
    const bus = new RedisBus({ url: redis.url, prefix: 'chat:test:' });
    open.push(bus);
    await until(() => bus.reachesOthers);
    await bus.onModuleInit();
  });

  it('keeps to itself what each node finds out for itself, and what another chat says', async () => {
    const [here, there, elsewhere] = [await redisBus(), await redisBus(), await redisBus('chat:other:')];
    const [presence, reads, foreign] = [
      listenTo(there, 'presence.changed'),
      listenTo(there, 'room.read'),
      listenTo(elsewhere, 'room.read'),
    ];
    here.publish('presence.changed', left);
    here.publish('room.read', read(1));
    await reads.until(({ length }) => length > 0);
    elsewhere.publish('room.read', read(7));
    here.publish('room.read', read(2));
    await reads.until(({ length }) => length > 1);
    expect(presence.all).toEqual([]);
    expect(reads.all).toEqual([read(1), read(2)]);
    expect(foreign.all).toEqual([read(7)]);
  });

  it('survives whatever else comes over its channel', async () => {
    const bus = await redisBus();
    const reads = listenTo(bus, 'room.read');
    const stranger = openRedis(redis.url, 'strange-news');
    await new Promise((resolve) => stranger.once('ready', resolve));
    const garbage = ['', '{', 'null', '[]', '"x"', '{"node":1}', '{"node":"x","topic":"__proto__","payload":{}}'];
    const unknown = [
      '{"node":"x","topic":"room.read"}',
      '{"node":"x","topic":"room.new","payload":{}}',
      '{"node":"x"}',
    ];
    for (const text of [...garbage, ...unknown]) await stranger.publish('chat:test:bus', text);
    await stranger.publish('chat:test:bus', JSON.stringify({ node: 'x', topic: 'room.read', payload: read(1) }));
    await reads.until(({ length }) => length > 0);
    expect(reads.all).toEqual([read(1)]);
    stranger.disconnect();
  });

  it('goes on alone while Redis is away, and says afterwards what must not get lost', async () => {
    const [here, there] = [await redisBus(), await redisBus()];
    const rejoined = [listenTo(here, 'bus.rejoined'), listenTo(there, 'bus.rejoined')];
    const [own, others, fleeting] = [
      listenTo(here, 'room.read'),
      listenTo(there, 'room.read'),
      listenTo(there, 'room.typing'),
    ];
    await redis.kill();
    here.publish('room.read', read(1));
    here.publish('room.typing', typing);
    expect(own.all).toEqual([read(1)]);
    await redis.start();
    await others.until((heard) => heard.length > 0);
    for (const [index, { node }] of [here, there].entries()) {
      await rejoined[index]?.until((heard) => heard.some((each) => each.node === node));
    }
    expect(others.all.every(({ seq }) => seq === 1)).toBe(true);
    expect(fleeting.all).toEqual([]);
    expect([here.reachesOthers, there.reachesOthers]).toEqual([true, true]);
  });

  it('notices a Redis that hangs, and begins without one that is not there', async () => {
    const bus = await redisBus();
    redis.process.kill('SIGSTOP');
    const reads = listenTo(bus, 'room.read');
    const newcomer = await redisBus();
    expect(newcomer.reachesOthers).toBe(false);
    newcomer.publish('room.read', read(1));
    await until(() => !bus.reachesOthers);
    redis.process.kill('SIGCONT');
    await reads.until((heard) => heard.length > 0);
    await until(() => bus.reachesOthers && newcomer.reachesOthers);
  });
});
