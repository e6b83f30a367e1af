import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { User } from '@chat-room/protocol';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ConnectedPeople } from '../auth/connected-people.js';
import { LocalBus } from '../bus/local-bus.js';
import { readConfig } from '../config/config.js';
import { Metrics } from '../health/metrics.js';
import { PresenceService } from '../presence/presence.service.js';
import { Announcements } from './announcements.js';
import { joinedNotice } from './codec/notices.js';
import { LegacyClients } from './legacy-clients.js';
import { Connection } from './transport/connection.js';

const group = { id: 1, slug: 'lobby', kind: 'public', title: '' } as const;
const person = (name: string) =>
  ({ id: name, username: name, displayName: name, avatarUrl: '', role: 'member', guest: false }) as const;
const listener = { host: '127.0.0.1', port: 0, long: 4, emoji: 'raw', path: 'network' } as const;
const options = {
  listeners: [listener],
  strings: { name: 128, password: 1024, content: 100, path: 4096 },
  loginTimeout: 60_000,
  stallTimeout: 60_000,
  connectionsPerAddress: 10,
  maxUnsentBytes: 2_000_000,
};

describe('Who comes and goes, told to an old client', () => {
  const server = createServer();
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('is one list for many who come in together, before the notice of each whom it names', async () => {
    const config = readConfig({ CHAT_LEAVE_GRACE_MS: '1' });
    const bus = new LocalBus();
    const presence = new PresenceService(config, bus);
    const clients = new LegacyClients(bus, new Metrics(), new ConnectedPeople());
    const announcements = new Announcements(config, presence, clients, bus);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const arriving = once(server, 'connection') as Promise<[Socket]>;
    const far = connect((server.address() as { port: number }).port, '127.0.0.1');
    far.setEncoding('utf8');
    const [near] = await arriving;
    sockets.push(far, near);
    const connection = new Connection(near, listener, options);
    const [first, ...others] = Array.from({ length: 100 }, (_, index) => person(`pupil ${index}.`));
    const actor = { user: first as User, sessionId: '', address: '' };
    clients.add({ connection, actor, group, attendance: presence.arrive(group, actor.user) });
    announcements.joined(actor.user);
    for (const user of others) {
      presence.arrive(group, user);
      announcements.joined(user);
    }

    let heard = '';
    const last = joinedNotice(others.at(-1)?.username ?? '');
    for await (const chunk of far) {
      heard += chunk;
      if (heard.includes(last)) break;
    }
    const [, ...lists] = heard.split('#!onlinelist#!');
    expect(lists.length).toBeLessThan(4);
    for (const { username: name } of others) {
      const [before = ''] = heard.split(joinedNotice(name));
      expect(before.slice(before.lastIndexOf('#!onlinelist#!')).split('#!message#!')[0]).toContain(name);
    }
  });
});
