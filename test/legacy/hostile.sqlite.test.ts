import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as dialTcp, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { api, password, register } from '../support/api.js';
import { group, LegacyClient, lstr, u32 } from '../support/legacy-client.js';
import { loggedIn, newcomer, newName } from '../support/legacy-people.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';

const bytesOf = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

describe('hostile old clients', () => {
  let server: TestServer;
  let web: Session;
  let socket: ChatSocket;
  const raw: Socket[] = [];
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_MAX_MESSAGE_CHARS: '100000' } });
    web = await register(server);
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
  });
  afterEach(() => {
    for (const one of raw.splice(0)) one.destroy();
  });
  afterAll(async () => {
    socket.disconnect();
    await server.stop();
  });

  async function dial(): Promise<Socket> {
    const one = dialTcp(server.legacyPorts[0], '127.0.0.1');
    raw.push(one);
    one.on('error', () => {});
    await once(one, 'connect');
    one.setNoDelay(true);
    return one;
  }

  /** Somebody else is served as if nothing had happened. */
  async function serves(): Promise<void> {
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    await loggedIn(client, web.user.username);
    const text = `still here ${randomUUID()}`;
    const coming = client.next('message', ({ content }) => content === `${text}\n`);
    await send(socket, 'lobby', text);
    await coming;
    client.close();
  }

  const before: [string, Buffer, string][] = [
    ['an unknown command', bytesOf('9'), 'unknown command byte 0x39'],
    ['a NUL', bytesOf('\0'), 'unknown command byte 0x00'],
    ['a browser', bytesOf('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'unknown command byte 0x47'],
    ['a TLS handshake', bytesOf('\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'), 'unknown command byte 0x16'],
    ['a message before a log-in', bytesOf('3', lstr(group), lstr('x')), 'message before a log-in'],
    ['a refresh before a log-in', bytesOf('4'), 'refresh before a log-in'],
    ['a path before a log-in', bytesOf('5', lstr(group), lstr('x')), 'file-by-path before a log-in'],
    ['a file before a log-in', bytesOf('6'), 'file-by-bytes before a log-in'],
    ['a name too long', bytesOf('1', u32(129)), 'user of 129 bytes'],
    ['the largest length', bytesOf('1', u32(0xffffffff)), 'user of 4294967295 bytes'],
    ['a password too long', bytesOf('1', lstr('a'), u32(1025)), 'password of 1025 bytes'],
    ['a path too long', bytesOf('2', lstr('a'), lstr('b'), u32(4097)), 'avatarPath of 4097 bytes'],
    ['no UTF-8', bytesOf('1', u32(2), '\xc3\x28', u32(1), 'x'), 'user is not UTF-8'],
  ];
  const after: [string, Buffer, string][] = [
    ['content too long', bytesOf('3', lstr(group), u32(400_002)), 'content of 400002 bytes'],
    ['a target too long', bytesOf('3', u32(129)), 'target of 129 bytes'],
    ['content that is no UTF-8', bytesOf('3', lstr(group), u32(3), '\xed\xa0\x80'), 'content is not UTF-8'],
    ['a path too long', bytesOf('5', lstr(group), u32(5000)), 'path of 5000 bytes'],
    ['a file name too long', bytesOf('6', lstr(group), u32(5000)), 'name of 5000 bytes'],
    ['an unknown command', bytesOf('3', lstr(group), lstr('fine\n'), '0'), 'unknown command byte 0x30'],
  ];

  it.each(before)('are cut off at %s, with the reason in the log', async (_, bytes, reason) => {
    const one = await dial();
    const { localPort } = one;
    one.end(bytes);
    one.resume();
    await once(one, 'close');
    await until(() => server.log().includes(`Closed 127.0.0.1:${localPort}: ${reason}`));
  });

  it.each(after)('are cut off at %s when they are logged in', async (_, bytes, reason) => {
    const client = await loggedIn(await LegacyClient.connect(server.legacyPorts[0]), web.user.username);
    client.raw(bytes);
    await client.untilClosed();
    await until(() => server.log().includes(`(${web.user.username}): ${reason}`));
  });

  it('are understood in whatever segments their requests come', async () => {
    const name = newName();
    const whole = bytesOf('2', lstr(name), lstr(password), lstr(''), '1', lstr(name), lstr('wrong password'), '1');
    const cuts = [...whole.keys()].filter((at) => at < 3 || at > whole.length - 3 || at % 7 === 0);
    let expected = '00';
    for (const at of cuts) {
      const one = await dial();
      let answer = '';
      one.on('data', (chunk) => {
        answer += chunk;
      });
      await new Promise((resolve) => one.write(whole.subarray(0, at), resolve));
      await turn();
      one.write(whole.subarray(at));
      await until(() => answer.length >= 2);
      expect(answer).toBe(expected);
      // From the second time on the name is taken.
      expected = '10';
      one.destroy();
    }
  });

  it('are understood a byte at a time, and with everything at once', async () => {
    const { name, client } = await newcomer(server);
    const text = randomUUID();
    const said = (suffix: string) => client.frame('message', ({ content }) => content === `${text}${suffix}\n`);
    for (const byte of bytesOf('3', lstr(group), lstr(`${text}a\n`))) {
      client.raw(Buffer.of(byte));
      await turn();
    }
    await said('a');
    client.raw(Buffer.concat(['b', 'c', 'd'].map((end) => bytesOf('3', lstr(group), lstr(`${text}${end}\n`)))));
    for (const end of ['b', 'c', 'd']) await said(end);
    expect(client.frames.filter((frame) => frame.kind === 'message' && frame.content.startsWith(text))).toHaveLength(4);
    client.close();
    expect(name).not.toBe('');
  });

  it('do not hurt the server with arbitrary bytes', async () => {
    const command = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '');
    const junk = fc.tuple(
      command,
      fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(u32(0xffff)), fc.constant(lstr('a'))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { minLength: 1, maxLength: 5 }), fc.boolean(), async (parts, resets) => {
        const one = await dial();
        for (const [start, bytes] of parts) one.write(bytesOf(start, Buffer.from(bytes)));
        one.resume();
        if (resets) one.resetAndDestroy();
        else one.end();
        if (!one.closed) await new Promise((resolve) => one.once('close', resolve));
      }),
      { numRuns: 60 },
    );
    await serves();
  });

  it('are cut off when they do not read, and nobody else notices', async () => {
    const { name, client } = await newcomer(server);
    client.close();
    const deaf = await dial();
    deaf.pause();
    deaf.write(bytesOf('1', lstr(name), lstr(password)));
    const listening = await newcomer(server);
    const text = '中'.repeat(100_000);
    let sent = 0;
    while (!server.log().includes(`(${name}): it does not read`)) {
      const said = `said ${sent++}`;
      const heard = listening.client.frame('message', ({ content }) => content === `${said}\n`);
      await send(socket, 'lobby', text);
      await send(socket, 'lobby', said);
      await heard;
      // The kernel may take what it likes; this is beyond what any takes for one connection.
      expect(sent).toBeLessThan(500);
    }
    listening.client.close();
    await serves();
  });

  it.each([
    ['script', '<script>alert(1)</script>'],
    ['a right-to-left override', 'a\u202Eb'],
    ['half a surrogate pair', 'a\uD800b'],
    ['SQL', `'; DROP TABLE users; --`],
    ['escape sequences', '\u001b[31mred\u0007'],
    ['a NUL', 'a\0b'],
    ['a tag of the protocol', '#!file#!'],
  ])('say and hear %s as text', async (_, text) => {
    const { name, client } = await newcomer(server);
    const mark = randomUUID();
    const coming = client.next('message', ({ sender, content }) => sender === name && content.includes(mark));
    client.say(group, `${mark}${text}`);
    const { content } = await coming;
    expect(content).not.toMatch(/[\u0000\u0007\u001b]/);
    const { body } = await api<{ messages: { text: string }[] }>(server, 'GET', '/rooms/lobby/messages?limit=1', {
      token: web.accessToken,
    });
    expect(`${body.messages[0]?.text}\n`).toBe(content);
    client.close();
  });
});
