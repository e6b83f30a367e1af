import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join as path } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { api, password, register } from '../support/api.js';
import { group, LegacyClient } from '../support/legacy-client.js';
import { joinNotice, type LegacyPerson, leaveNotice, loggedIn, newcomer } from '../support/legacy-people.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextEvent, nextMessages, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

describe('old clients on several nodes', () => {
  const database = `chat_${randomBytes(6).toString('hex')}`;
  let nodes: [TestServer, TestServer];
  let old: LegacyPerson;
  let socket: ChatSocket;
  let name: string;
  let token: string;

  const administer = async (sql: string) => {
    const connection = await createConnection(process.env.CHAT_TEST_MARIADB ?? '');
    await connection.query(sql);
    await connection.end();
  };

  beforeAll(async () => {
    await administer(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    const options = {
      databaseUrl: `${process.env.CHAT_TEST_MARIADB}/${database}`,
      env: {
        CHAT_REDIS_URL: process.env.CHAT_TEST_REDIS ?? '',
        CHAT_SECRET: randomBytes(32).toString('hex'),
        // Nodes share their files, as they share their database.
        CHAT_STORAGE_URL: `file:${mkdtempSync(path(process.env.CHAT_TEST_RUN ?? '', 'shared-'))}`,
      },
    };
    nodes = [await startServer(options), await startServer(options)];
    old = await newcomer(nodes[0]);
    const session = await register(nodes[1]);
    name = session.user.username;
    token = session.accessToken;
    socket = await connect(nodes[1], session.accessToken);
    await join(socket, 'lobby');
  });
  afterAll(async () => {
    socket.disconnect();
    old.client.close();
    for (const node of nodes) await node.stop();
    await administer(`DROP DATABASE ${database}`);
  });

  it('see the people of the other node, and are seen, once', async () => {
    await old.client.frame('message', ({ content }) => content === joinNotice(name));
    await old.client.frame('online', ({ names }) => names.includes(name) && names.includes(old.name));
    const left = nextEvent(socket, 'presence', (event) => event.left.length > 0);
    const third = await newcomer(nodes[1]);
    await old.client.frame('message', ({ content }) => content === joinNotice(third.name));
    third.client.sayExactly(group, 'exit');
    await old.client.frame('message', ({ content }) => content === leaveNotice(third.name));
    await left;
    for (const notice of [joinNotice(third.name), leaveNotice(third.name)]) {
      expect(old.client.frames.filter((frame) => frame.kind === 'message' && frame.content === notice)).toHaveLength(1);
    }
    third.client.close();
  });

  it('talk with them, in the group and in private', async () => {
    const told = nextMessages(socket, ({ messages }) => messages[0]?.text === 'from the other node');
    old.client.say(group, 'from the other node');
    await told;
    const whispered = nextMessages(socket, ({ messages }) => messages[0]?.text === 'psst');
    old.client.say(name, 'psst');
    await send(socket, (await whispered).room, 'psst yourself');
    expect(await old.client.frame('message', ({ content }) => content === 'psst yourself\n')).toMatchObject({
      flag: 'private_chat',
      sender: name,
    });
    const edited = await send(socket, 'lobby', 'first');
    await new Promise((done) => socket.emit('message:edit', { messageId: edited.id, text: 'second' }, done));
    await old.client.frame('message', ({ content }) => content === '[已修改] second\n');
  });

  it('exchange files with them, in the group and in private', async () => {
    const { room } = await demand<{ room: { slug: string } }>(socket, 'dm:open', { username: old.name });
    for (const [place, flag, target] of [
      ['lobby', 'group_chat', group],
      [room.slug, 'private_chat', name],
    ] as const) {
      const content = randomBytes(300_000);
      const id = await upload({ server: nodes[1], token, content, name: `${flag}.bin` });
      await send(socket, place, '', { files: [id] });
      const file = await old.client.frame('file', (frame) => frame.name === `${flag}.bin`);
      expect([file.flag, file.sender, file.bytes.equals(content)]).toEqual([flag, name, true]);

      const told = nextMessages(socket, ({ messages }) => messages[0]?.files[0]?.name === `back ${flag}.bin`);
      old.client.sendFile(target, `back ${flag}.bin`, content);
      const { url } = (await told).messages[0]?.files[0] ?? {};
      const response = await fetch(`${nodes[1].url}${url}`);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    }
  });

  it('are closed when their session ends on the other node', async () => {
    const { accessToken, user } = await register(nodes[1]);
    const client = await loggedIn(await LegacyClient.connect(nodes[0].legacyPorts[0]), user.username);
    const json = { password: 'another good password', currentPassword: password };
    expect((await api(nodes[1], 'PATCH', '/me', { token: accessToken, json })).status).toBe(200);
    await client.untilClosed();
  });
});
