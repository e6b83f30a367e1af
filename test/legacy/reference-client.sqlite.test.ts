import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Session } from '@chat-room/protocol';
import { stickers } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { password, register } from '../support/api.js';
import { freePort } from '../support/free-port.mjs';
import { group } from '../support/legacy-client.js';
import { joinNotice, leaveNotice, newName } from '../support/legacy-people.js';
import { drawing } from '../support/pictures.js';
import { ReferenceClient, type ReferenceEvent } from '../support/reference-client.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextMessages, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

/** Lengths about the ones at which the client reads another way. */
const sizes = [1, 500, 1023, 1024, 1025, 1199, 1200, 2047, 3070, 3071, 3072, 3073, 3900];
const texts = [
  ...sizes.map((size) => 'x'.repeat(size)),
  ...sizes.map((size) => '中'.repeat(size)),
  ...sizes.slice(0, -4).map((size) => `${'a'.repeat(size % 3)}${'e\u0301中👨‍👩‍👧😀'.repeat(size / 12)}`),
  ...stickers.map(({ emoji }) => emoji),
  '#!message#!',
  '\u0000\u0007\u001b[31m',
  '𠀀𝕏🇨🇳',
].filter((text) => text.replace(/\p{Cc}/gu, '') !== '');
const fileSizes = [0, 1, 1023, 1024, 1025, 2047, 2048, 2049, 65_536, 65_537, 700_001];

describe('a client that reads as the original does', () => {
  let server: TestServer;
  let web: Session;
  let socket: ChatSocket;
  const clients: ReferenceClient[] = [];

  beforeAll(async () => {
    const ports = [await freePort(), await freePort(), await freePort()];
    const kinds = ['long=4', 'long=8', 'long=4&path=network'];
    const listeners = ports.map((port, index) => `127.0.0.1:${port}?${kinds[index]}`);
    server = await startServer({ env: { CHAT_LEGACY_LISTEN: listeners.join(',') } });
    web = await register(server);
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
    for (const [index, port] of ports.entries()) {
      clients.push(new ReferenceClient(port, index === 1 ? 'UNIX' : 'WINDOWS', newName(), password));
    }
    for (const client of clients) {
      const { registered, accepted } = await client.event(({ kind }) => kind === 'entered');
      expect([registered, accepted]).toEqual(['0', '1']);
      await client.event(({ content }) => content === joinNotice(client.name));
    }
  });
  afterAll(async () => {
    for (const client of clients) await client.kill();
    socket.disconnect();
    await server.stop();
  });

  /** Everybody has had everything that came before. */
  async function inStep(all: readonly ReferenceClient[] = clients): Promise<void> {
    const mark = `mark ${randomUUID()}`;
    await send(socket, 'lobby', mark);
    for (const client of all) await client.event(({ content }) => content === `${mark}\n`);
  }

  it('comes where it was told to, and the log says what can be heard on the way', () => {
    expect(server.log()).toMatch(
      /127\.0\.0\.1:\d+ \(long of 8 bytes\)\. Not encrypted; only this machine can connect\./,
    );
    expect(server.log()).toMatch(/NOT ENCRYPTED: passwords and messages cross the network in the clear\./);
  });

  it('is never out of step, whatever the web says, all at once', async () => {
    await Promise.all(texts.map((text) => send(socket, 'lobby', text)));
    await inStep();
    for (const client of clients) {
      const heard = client.events.filter((event) => event.kind === 'message' && event.sender === web.user.username);
      const characters = heard.map(({ content }) => content?.replace(/\n$/, '')).join('');
      expect(characters.split('x')).toHaveLength(sizes.reduce((sum, size) => sum + size, 1));
      for (const { code } of stickers) expect(heard.map(({ content }) => content)).toContain(code);
    }
  });

  it('gets files whole, also while everybody talks', async () => {
    const shared: { name: string; sha256: string }[] = [];
    await Promise.all(
      fileSizes.map(async (size) => {
        const name = `${randomBytes(3).toString('hex')}-${size}.bin`;
        const content = randomBytes(size);
        shared.push({ name, sha256: createHash('sha256').update(content).digest('hex') });
        const id = await upload({ server, token: web.accessToken, content, name });
        await send(socket, 'lobby', `about ${name}`, { files: [id] });
        await Promise.all([1, 2, 3].map((index) => send(socket, 'lobby', `${name} ${index}`)));
      }),
    );
    await inStep();
    for (const client of clients) {
      const files = client.events.filter(({ kind }) => kind === 'file').map(({ name, sha256 }) => ({ name, sha256 }));
      expect(files).toEqual(expect.arrayContaining(shared));
    }
  });

  it('is shown pictures, and never one that it cannot open', async () => {
    const pictures: [string, Buffer][] = [
      ['a.webp', await drawing(90, 60).webp().toBuffer()],
      ['b.jpg', await drawing(2500, 1000).jpeg().toBuffer()],
      ['c.png', Buffer.from('not at all')],
      ['d.bmp', Buffer.from('BMnot at all either')],
    ];
    for (const [name, content] of pictures) {
      const id = await upload({ server, token: web.accessToken, content, name });
      await send(socket, 'lobby', '', { files: [id] });
    }
    await inStep();
    for (const client of clients) {
      const names = client.events.filter(({ kind }) => kind === 'file').map(({ name }) => name);
      expect(names.slice(-4)).toEqual(['a.png', 'b.jpg', 'c.png.bin', 'd.bmp.bin']);
    }
  });

  it('sees people come and go, talks, and leaves', async () => {
    const [first, second] = clients as [ReferenceClient, ReferenceClient];
    // A name that old Tk can't draw.
    const visitor = await connect(server, (await register(server, `𠮷${randomBytes(3).toString('hex')}`)).accessToken);
    await join(visitor, 'lobby');
    first.send('4');
    await first.event(({ names }) => names?.length === clients.length + 2);

    const told = nextMessages(socket, ({ messages }) => messages[0]?.text === '你好');
    first.send('3', group, '你好\n');
    await told;
    await second.event(({ content, sender }) => content === '你好\n' && sender === first.name);
    first.send('3', second.name, '悄悄话\n');
    const isWhisper = ({ content }: ReferenceEvent) => content === '悄悄话\n';
    expect(await second.event(isWhisper)).toMatchObject({ flag: 'private_chat', sender: first.name });
    await first.event(isWhisper);
    first.send('5', group, 'C:\\Users\\cc\\a.png');
    await first.event(({ content }) => content?.includes('不能发送文件') ?? false);

    const { room } = await demand<{ room: { slug: string } }>(socket, 'dm:open', { username: second.name });
    await send(socket, room.slug, '😎');
    await second.event(({ content, flag }) => content === 'aa**' && flag === 'private_chat');
    visitor.disconnect();
    first.send('3', group, 'exit');
    for (const client of clients) await client.event(({ content }) => content === leaveNotice(first.name));
    expect(clients[2]?.events.some(isWhisper)).toBe(false);
    await inStep(clients.slice(1));
  });
});
