import type { User } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Bus } from '../../backend/src/bus/bus.js';
import { LocalBus } from '../../backend/src/bus/local-bus.js';
import { RedisBus } from '../../backend/src/bus/redis-bus.js';
import { readConfig } from '../../backend/src/config/config.js';
import { PresenceService } from '../../backend/src/presence/presence.service.js';
import { SharedPresence } from '../../backend/src/presence/shared/shared-presence.js';
import { silence } from '../../backend/src/testing/silence.js';
import { type Heard, listenTo } from '../support/heard.js';
import { type PrivateService, privateRedis } from '../support/private-services.js';
import { until } from '../support/until.js';

/** One node's presence, and what it tells. */
interface Node {
  presence: PresenceService;
  bus: Bus;
  moves: Heard<{ joined: User[]; left: User[]; onlineCount: number }>;
  /** Without a word of goodbye. */
  vanish(): Promise<void>;
  end(): Promise<void>;
}

const room = { id: 1, slug: 'lobby' };
const person = (id: string, displayName = id): User => ({
  id,
  username: id,
  displayName,
  avatarUrl: '',
  role: 'member',
  guest: false,
});
const [ann, bob, eve] = [person('ann'), person('bob'), person('eve')];
const config = readConfig({ CHAT_LEAVE_GRACE_MS: '600' });

/** Everything a node has told, in order: `+ann`, `-bob`. */
const told = ({ moves }: Node) =>
  moves.all.flatMap(({ joined, left }) => [...joined.map(({ id }) => `+${id}`), ...left.map(({ id }) => `-${id}`)]);
const hears = (node: Node, what: string) => node.moves.until(() => told(node).includes(what));
const ids = ({ presence }: Node) => presence.everybodyOnline(room.id).map(({ id }) => id);

describe('presence', () => {
  let redis: PrivateService;
  const nodes: Node[] = [];

  const localNode = async (): Promise<Node> => {
    const bus = new LocalBus();
    const presence = new PresenceService(config, bus);
    const end = async () => presence.onApplicationShutdown();
    const node = { presence, bus, moves: listenTo(bus, 'presence.changed'), vanish: end, end };
    nodes.push(node);
    return node;
  };
  const sharedNode = async (): Promise<Node> => {
    const bus = new RedisBus({ url: redis.url, prefix: 'chat:test:' });
    const presence = new SharedPresence(config, bus);
    const moves = listenTo(bus, 'presence.changed');
    await bus.onModuleInit();
    presence.onApplicationBootstrap();
    const vanish = async () => {
      await bus.onApplicationShutdown();
      presence.beforeApplicationShutdown();
      presence.onApplicationShutdown();
    };
    const end = async () => {
      presence.beforeApplicationShutdown();
      await vanish();
    };
    const node = { presence, bus, moves, vanish, end };
    nodes.push(node);
    return node;
  };

  beforeAll(async () => {
    silence();
    redis = await privateRedis();
  });
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.end();
  });
  afterAll(() => redis.kill());

  describe.each([
    ['of one node', localNode],
    ['of several nodes', sharedNode],
  ])('%s', (_name, makeNode) => {
    it('counts a person once, with however many connections', async () => {
      const node = await makeNode();
      const stays = [node.presence.arrive(room, ann), node.presence.arrive(room, ann), node.presence.arrive(room, bob)];
      expect(node.presence.online(room.id)).toEqual({ users: [ann, bob], count: 2 });
      await hears(node, '+bob');
      stays[0]?.leaveAtOnce();
      stays[0]?.leaveAtOnce();
      stays[2]?.leaveAtOnce();
      await hears(node, '-bob');
      expect(ids(node)).toEqual(['ann']);
      stays[1]?.leaveAtOnce();
      await hears(node, '-ann');
      expect(told(node)).toEqual(['+ann', '+bob', '-bob', '-ann']);
      expect(node.moves.all.map(({ onlineCount }) => onlineCount)).toEqual([2, 1, 0]);
    });

    it('gives who loses his connection some time to come back', async () => {
      const node = await makeNode();
      const [first, other] = [node.presence.arrive(room, ann), node.presence.arrive(room, bob)];
      await hears(node, '+bob');
      first.leave();
      other.leave();
      expect(ids(node)).toEqual(['ann', 'bob']);
      node.presence.arrive(room, ann);
      await hears(node, '-bob');
      expect(ids(node)).toEqual(['ann']);
      expect(told(node)).toEqual(['+ann', '+bob', '-bob']);
    });

    it('says nothing of who comes and goes in one moment', async () => {
      const node = await makeNode();
      node.presence.arrive(room, ann).leaveAtOnce();
      node.presence.arrive(room, bob);
      await hears(node, '+bob');
      expect(told(node)).toEqual(['+bob']);
    });

    it('knows people as they are now, and where they are', async () => {
      const node = await makeNode();
      node.presence.arrive(room, ann);
      node.presence.arrive({ id: 2, slug: 'garden' }, ann);
      node.presence.arrive({ id: 2, slug: 'garden' }, bob);
      node.bus.publish('user.changed', { user: person('ann', 'Ann B.') });
      expect(node.presence.everybodyOnline(room.id)).toEqual([person('ann', 'Ann B.')]);
      expect(node.presence.roomsOf('ann')).toEqual([1, 2]);
      expect(node.presence.roomsOf('bob')).toEqual([2]);
      expect(node.presence.roomsHere()).toEqual([1, 2]);
    });

    it('names 200 people and counts all', async () => {
      const { presence } = await makeNode();
      for (let n = 0; n < 250; n++) presence.arrive(room, person(`p${n}`));
      const { users, count } = presence.online(room.id);
      expect([users.length, count, presence.countOnline(room.id)]).toEqual([200, 250, 250]);
      expect(presence.everybodyOnline(room.id)).toHaveLength(250);
    });
  });

  it('tells on every node of every person once, by whatever nodes he comes', async () => {
    const [one, two] = [await sharedNode(), await sharedNode()];
    const stays = [one.presence.arrive(room, ann), two.presence.arrive(room, ann), two.presence.arrive(room, bob)];
    for (const node of [one, two]) await hears(node, '+bob');
    expect([one, two].map((node) => node.presence.countOnline(room.id))).toEqual([2, 2]);
    expect(one.presence.roomsHere()).toEqual([1]);
    for (const stay of stays) stay.leaveAtOnce();
    for (const node of [one, two]) {
      await hears(node, '-ann');
      await hears(node, '-bob');
      expect(told(node).sort()).toEqual(['+ann', '+bob', '-ann', '-bob']);
    }
  });

  it('tells of one move after the other, without waiting for a beat', async () => {
    const [one, two] = [await sharedNode(), await sharedNode()];
    const beats = listenTo(two.bus, 'presence.beat');
    one.presence.arrive(room, person('p1'));
    await hears(two, '+p1');
    expect(beats.all.filter(({ version }) => version > 0)).toEqual([]);
    for (const id of ['p2', 'p3']) {
      one.presence.arrive(room, person(id));
      await hears(two, `+${id}`);
    }
  });

  it('says nothing of who moves from one node to another', async () => {
    const [one, two] = [await sharedNode(), await sharedNode()];
    const stay = one.presence.arrive(room, ann);
    await hears(two, '+ann');
    stay.leave();
    two.presence.arrive(room, ann);
    const other = one.presence.arrive(room, bob);
    await hears(two, '+bob');
    // He has as long to come back as she had.
    other.leave();
    for (const node of [one, two]) {
      await hears(node, '-bob');
      expect(told(node)).toEqual(['+ann', '+bob', '-bob']);
      expect(ids(node)).toEqual(['ann']);
    }
  });

  it('tells a node that comes later of everybody, however many', async () => {
    const one = await sharedNode();
    for (let n = 0; n < 450; n++) one.presence.arrive(room, person(`p${n}`));
    await hears(one, '+p449');
    const two = await sharedNode();
    await until(() => two.presence.countOnline(room.id) === 450);
    one.bus.publish('user.changed', { user: person('p7', 'Seven') });
    const three = await sharedNode();
    await until(() => three.presence.countOnline(room.id) === 450);
    expect(three.presence.everybodyOnline(room.id).find(({ id }) => id === 'p7')?.displayName).toBe('Seven');
  });

  it('lets the people of a node that ends or dies leave, unless they come by way of another', async () => {
    const [one, ending, dying] = [await sharedNode(), await sharedNode(), await sharedNode()];
    for (const user of [ann, bob]) ending.presence.arrive(room, user);
    for (const user of [ann, eve]) dying.presence.arrive(room, user);
    await one.moves.until(() => one.presence.countOnline(room.id) === 3);
    await ending.end();
    await hears(one, '-bob');
    expect(ids(one).sort()).toEqual(['ann', 'eve']);
    await dying.vanish();
    one.presence.arrive(room, ann);
    await hears(one, '-eve');
    expect(ids(one)).toEqual(['ann']);
    expect(told(one).sort()).toEqual(['+ann', '+bob', '+eve', '-bob', '-eve']);
  });

  it('keeps everybody while Redis is away, and learns afterwards what happened meanwhile', async () => {
    const [one, two] = [await sharedNode(), await sharedNode()];
    const stay = one.presence.arrive(room, ann);
    two.presence.arrive(room, bob);
    for (const node of [one, two]) await node.moves.until(() => node.presence.countOnline(room.id) === 2);
    await redis.kill();
    stay.leaveAtOnce();
    one.presence.arrive(room, eve);
    await hears(one, '+eve');
    expect(ids(two).sort()).toEqual(['ann', 'bob']);
    await redis.start();
    await hears(two, '+eve');
    await hears(two, '-ann');
    for (const node of [one, two]) {
      expect(ids(node).sort()).toEqual(['bob', 'eve']);
      expect(told(node).sort()).toEqual(['+ann', '+bob', '+eve', '-ann']);
    }
  });
});
