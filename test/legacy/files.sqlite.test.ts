import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Message, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { api, password, register } from '../support/api.js';
import { group, LegacyClient, type LegacyFile } from '../support/legacy-client.js';
import { type LegacyPerson, newcomer, newName } from '../support/legacy-people.js';
import { animation, bitmap, drawing, pngWith } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextMessages, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

describe('files and old clients', () => {
  let server: TestServer;
  let dropFolder: string;
  let outside: string;
  let web: Session;
  let socket: ChatSocket;
  let old: LegacyPerson;
  let other: LegacyPerson;

  beforeAll(async () => {
    dropFolder = mkdtempSync(path(process.env.CHAT_TEST_RUN ?? '', 'drop-'));
    outside = mkdtempSync(path(process.env.CHAT_TEST_RUN ?? '', 'outside-'));
    server = await startServer({
      env: { CHAT_LEGACY_FILES_DIR: dropFolder, CHAT_LEGACY_MAX_FILE_BYTES: '6000000', CHAT_MAX_FILE_BYTES: '8000000' },
    });
    web = await register(server);
    socket = await connect(server, web.accessToken);
    await join(socket, 'lobby');
    old = await newcomer(server);
    other = await newcomer(server, undefined, server.legacyPorts[1]);
  });
  afterAll(async () => {
    socket.disconnect();
    for (const { client } of [old, other]) client.close();
    await server.stop();
  });

  const share = async (name: string, content: Buffer, room = 'lobby'): Promise<Message> => {
    const id = await upload({ server, token: web.accessToken, content, name });
    return send(socket, room, '', { files: [id] });
  };
  const fileFromWeb = (name: string, { client } = old): Promise<LegacyFile> =>
    client.frame('file', (file) => file.name === name && file.sender === web.user.username);
  const unique = (ending: string) => `${randomBytes(4).toString('hex')}${ending}`;

  describe('from the web', () => {
    it.each(['png', 'jpeg'] as const)('arrive byte by byte, in both layouts, as a %s', async (kind) => {
      const content = await drawing().toFormat(kind).toBuffer();
      const name = unique(`图片.${kind}`);
      await share(name, content);
      for (const person of [old, other]) {
        const file = await fileFromWeb(name, person);
        expect(file.flag).toBe('group_chat');
        expect(file.bytes.equals(content)).toBe(true);
      }
    });

    it.each([
      ['webp', async () => drawing(60, 40).webp().toBuffer()],
      ['gif', async () => (await animation()).gif().toBuffer()],
      ['avif', async () => drawing(60, 40).avif().toBuffer()],
    ] as const)('arrive as PNG when they are pictures of a kind the client cannot show: %s', async (kind, make) => {
      const stem = unique('');
      await share(`${stem}.${kind}`, await make());
      const file = await fileFromWeb(`${stem}.png`);
      expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'png', width: 60, height: 40 });
    });

    it.each([
      ['png', 3200],
      ['jpeg', 4000],
    ] as const)('arrive small enough for the window when they are large pictures: %s', async (format, width) => {
      const stem = unique('');
      const content = await drawing(width, width / 2)
        .toFormat(format)
        .toBuffer();
      await share(`${stem}.${format}`, content);
      const file = await fileFromWeb(`${stem}.${format}`);
      expect(await sharp(file.bytes).metadata()).toMatchObject({ format, width: 1600, height: 800 });
    });

    it.each([
      ['large', () => bitmap(1800, 90), [1600, 80]],
      ['of a kind that not every program reads', () => bitmap(60, 40, { depth: 16 }), [60, 40]],
    ] as const)('arrive as PNG when they are bitmaps that are %s', async (_, make, [width, height]) => {
      const stem = unique('');
      await share(`${stem}.bmp`, await make());
      const file = await fileFromWeb(`${stem}.png`);
      expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'png', width, height });
      const place = { left: width / 2 - 4, top: height / 2 - 4, width: 1, height: 1 };
      const colours = [...(await sharp(file.bytes).extract(place).removeAlpha().raw().toBuffer())];
      // It is made of a still, whose colours are nearly the same.
      expect(colours).toEqual([0xee, 0x33, 0x33].map((value) => expect.closeTo(value, -1.5)));
    });

    it('stand upright when a phone took them sideways, which the client knows nothing of', async () => {
      const name = unique('.jpg');
      await share(name, await drawing(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer());
      const file = await fileFromWeb(name);
      const { width, height, orientation } = await sharp(file.bytes).metadata();
      expect([width, height, orientation]).toEqual([400, 600, undefined]);
    });

    it('lose what the client would die of, a text that unpacks to megabytes for one', async () => {
      const name = unique('.png');
      const text = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(3_000_000))]);
      await share(name, pngWith(await drawing(60, 40).png().toBuffer(), 'zTXt', text));
      const file = await fileFromWeb(name);
      expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'png', width: 60, height: 40 });
      expect(file.bytes.includes('zTXt')).toBe(false);
    });

    it.each([
      ['what is no picture under the name of one', '.png', Buffer.from('no picture at all'), '.png.bin'],
      ['half a picture', '.jpg', Buffer.alloc(0), '.jpg.bin'],
      ['a picture under the name of something else', '.dat', Buffer.alloc(0), '.png'],
      ['a picture with its extension in capitals', '.PNG', Buffer.alloc(0), '.png'],
      ['a plain bitmap', '.bmp', Buffer.alloc(0), '.bmp'],
      ['a bitmap that ends early', '.bmp', Buffer.alloc(0), '.bmp.bin'],
      ['a text that begins like a bitmap', '.bmp', Buffer.from('BMnot at all'), '.bmp.bin'],
      ['a text', '.txt', Buffer.from('text'), '.txt'],
      ['nothing', '.txt', Buffer.alloc(0), '.txt'],
    ])('never kill the client, which opens by name: %s', async (what, ending, given, shown) => {
      const stem = unique('');
      let content: Buffer = given;
      if (what === 'half a picture') content = (await drawing().jpeg().toBuffer()).subarray(0, 2000);
      else if (what === 'a plain bitmap') content = await bitmap(10, 10);
      else if (what === 'a bitmap that ends early') content = (await bitmap(10, 10)).subarray(0, -9);
      else if (what.startsWith('a picture')) content = await drawing(8, 8).png().toBuffer();
      await share(`${stem}${ending}`, content);
      const file = await fileFromWeb(`${stem}${shown}`);
      expect(file.bytes.equals(content)).toBe(true);
    });

    it.each([
      ['a device', 'CON.txt', '_CON.txt'],
      ['what Windows forbids', 'a<b>c"d|e?f*g.txt', 'a_b_c_d_e_f_g.txt'],
      ['a hidden file', '.bashrc', 'bashrc'],
      ['an emoji', 'party🎉.txt', 'party_tada_.txt'],
      ['a long one', `${'长'.repeat(80)}.txt`, `${'长'.repeat(41)}.txt`],
    ])('have safe names: %s', async (_, name, safe) => {
      await share(name, Buffer.from('x'));
      expect((await fileFromWeb(safe)).bytes.toString()).toBe('x');
    });

    it.each([1, 1023, 1024, 1025, 2048, 3_000_000])(
      'of %i bytes arrive whole, with nothing between their bytes',
      async (size) => {
        const name = unique('.bin');
        const content = randomBytes(size);
        await share(name, content);
        await send(socket, 'lobby', `behind ${name}`);
        expect((await fileFromWeb(name)).bytes.equals(content)).toBe(true);
        await old.client.frame('message', ({ content: text }) => text === `behind ${name}\n`);
      },
    );

    it('come after the text of their message', async () => {
      const name = unique('.txt');
      const id = await upload({ server, token: web.accessToken, content: Buffer.from('x'), name });
      await send(socket, 'lobby', `with ${name}`, { files: [id] });
      await fileFromWeb(name);
      const frames = old.client.frames.slice(-2);
      expect(frames).toMatchObject([
        { kind: 'message', content: `with ${name}\n` },
        { kind: 'file', name },
      ]);
    });

    it('that are too large come as a link, with which a browser gets them', async () => {
      const name = unique('.bin');
      const content = randomBytes(6_000_001);
      await share(name, content);
      const { content: text } = await old.client.frame('message', (frame) => frame.content.includes(name));
      const url = /http:\/\/127\.0\.0\.1:\d+\/api\/v1\/files\/\S+/.exec(text)?.[0] ?? '';
      const response = await fetch(url);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    });

    it('go to the other of a private conversation alone', async () => {
      const { room } = await demand<{ room: { slug: string } }>(socket, 'dm:open', { username: other.name });
      const name = unique('.txt');
      await share(name, Buffer.from('secret'), room.slug);
      expect(await fileFromWeb(name, other)).toMatchObject({ flag: 'private_chat', bytes: Buffer.from('secret') });
      await share(unique('.end'), Buffer.from('x'));
      await old.client.frame('file', (file) => file.name.endsWith('.end'));
      expect(old.client.frames.filter((frame) => frame.kind === 'file' && frame.name === name)).toEqual([]);
    });
  });

  describe('by command 6', () => {
    it('are files like any other: for the web, for other old clients, and back to the sender', async () => {
      const content = await drawing(50, 30).png().toBuffer();
      const name = unique('.png');
      const told = nextMessages(socket, ({ messages }) => messages[0]?.files[0]?.name === name);
      old.client.sendFile(group, name, content);
      const [message] = (await told).messages;
      expect(message).toMatchObject({ kind: 'file', sender: { username: old.name } });
      expect(message?.files[0]).toMatchObject({ type: 'image/png', width: 50, height: 30, size: content.length });
      const response = await fetch(`${server.url}${message?.files[0]?.url}`);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
      for (const { client } of [old, other]) {
        const file = await client.frame('file', (frame) => frame.name === name);
        expect([file.flag, file.sender, file.bytes.equals(content)]).toEqual(['group_chat', old.name, true]);
      }
    });

    it('are shown in the web as well, also as bitmaps', async () => {
      const content = await bitmap(800, 600);
      const name = unique('.bmp');
      const told = nextMessages(socket, ({ messages }) => messages[0]?.files[0]?.name === name);
      old.client.sendFile(group, name, content);
      const [message] = (await told).messages;
      expect(message?.files[0]).toMatchObject({ type: 'image/bmp', width: 800, height: 600, size: content.length });
      const bytesAt = async (path = '') => Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer());
      const thumbnail = await bytesAt(message?.files[0]?.thumbnailUrl);
      expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', width: 720, height: 540 });
      expect((await bytesAt(message?.files[0]?.url)).equals(content)).toBe(true);
      expect((await other.client.frame('file', (frame) => frame.name === name)).bytes.equals(content)).toBe(true);
    });

    it('go to somebody in private, empty or large', async () => {
      for (const size of [0, 2_000_000]) {
        const content = randomBytes(size);
        const name = unique('.bin');
        old.client.sendFile(other.name, name, content);
        const file = await other.client.frame('file', (frame) => frame.name === name);
        expect([file.flag, file.bytes.equals(content)]).toEqual(['private_chat', true]);
      }
    });

    it.each([
      ['to nobody of that name', 'nobody-there', 10, '没有这个用户'],
      ['that are too large', group, 8_000_001, '文件太大了'],
    ])('are refused with a word, and the connection goes on: %s', async (_, target, size, word) => {
      const { name, client } = await newcomer(server);
      client.sendFile(target, 'x.bin', Buffer.alloc(size));
      expect(await client.frame('message', ({ content }) => content.includes(word))).toMatchObject({
        flag: 'private_chat',
        sender: name,
      });
      client.say(group, `still here ${name}`);
      await client.frame('message', ({ content }) => content === `still here ${name}\n`);
      client.close();
    });

    it('leave nothing behind when the client leaves in the middle', async () => {
      const { name, client } = await newcomer(server);
      const body = Buffer.alloc(400_000);
      client.sendFile(group, 'x.bin', body.subarray(0, 10));
      const head = Buffer.from(`6\0\0\0\x0c${group}\0\0\0\x05y.bin`);
      client.raw(Buffer.concat([head, Buffer.from([0, 6, 26, 128]), body.subarray(0, 100)]));
      await client.frame('file', (frame) => frame.name === 'x.bin');
      client.close();
      await old.client.frame('message', ({ content }) => content === `* 系统提示: ${name} 已离开群聊`);
      old.client.say(group, `after ${name}`);
      await old.client.frame('message', ({ content }) => content === `after ${name}\n`);
      expect(old.client.frames.filter((frame) => frame.kind === 'file' && frame.name === 'y.bin')).toEqual([]);
    });
  });

  describe('by command 5', () => {
    beforeAll(() => {
      writeFileSync(path(dropFolder, 'plan.txt'), 'the plan');
      writeFileSync(path(dropFolder, '照片.png'), 'no picture');
      writeFileSync(path(outside, 'secret.txt'), 'secret');
      mkdirSync(path(dropFolder, 'folder'));
      symlinkSync(path(outside, 'secret.txt'), path(dropFolder, 'link.txt'));
      symlinkSync(outside, path(dropFolder, 'way-out'));
      symlinkSync(path(dropFolder, 'plan.txt'), path(dropFolder, 'inner.txt'));
      symlinkSync('/dev/zero', path(dropFolder, 'zero'));
      symlinkSync('loop', path(dropFolder, 'loop'));
    });

    it.each([
      ['as Windows writes paths', 'C:\\Users\\cc\\plan.txt', 'plan.txt'],
      ['as Unix does', '/home/cc/plan.txt', 'plan.txt'],
      ['bare', 'plan.txt', 'plan.txt'],
      ['through a link that stays inside', 'D:/inner.txt', 'inner.txt'],
    ])('come out of the drop folder: a path %s', async (_, sent, name) => {
      const coming = [old, other].map(({ client }) => client.next('file', (frame) => frame.name === name));
      old.client.sendPath(group, sent);
      for (const file of await Promise.all(coming)) expect(file.bytes.toString()).toBe('the plan');
    });

    it.each([
      ['a file that is not there', 'C:\\missing.txt'],
      ['a link to the outside', 'C:\\link.txt'],
      ['a folder', 'C:\\folder'],
      ['a link to a folder outside', 'way-out'],
      ['a link to a device', 'zero'],
      ['a link to itself', 'loop'],
      ['the parent', '..'],
      ['a way up', '../outside/secret.txt'],
      ['a way up as Windows has it', '..\\..\\secret.txt'],
      ['the folder itself', '.'],
      ['nothing', ''],
      ['a path that ends in a separator', 'C:\\folder\\'],
      ['an absolute path', '/etc/passwd'],
      ['a drive', 'C:'],
      ['a stream of a file', 'plan.txt:hidden'],
      ['a device of Windows', 'C:\\NUL'],
      ['a device with an extension', 'com1.txt'],
      ['a path with a NUL', 'plan.txt\0.png'],
      ['a very long name', 'x'.repeat(4000)],
    ])('never come from anywhere else: %s', async (_, sent) => {
      const files = old.client.frames.filter(({ kind }) => kind === 'file').length;
      const notice = old.client.next('message', ({ content }) => content.includes('共享文件夹里没有文件'));
      old.client.sendPath(group, sent);
      expect(await notice).toMatchObject({ flag: 'private_chat', sender: old.name });
      expect(old.client.frames.filter(({ kind }) => kind === 'file')).toHaveLength(files);
    });

    it('give a new account its picture, where there is one', async () => {
      const picture = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#0a0' } })
        .png()
        .toBuffer();
      writeFileSync(path(dropFolder, 'me.png'), picture);
      const avatarOf = async (avatarPath: string) => {
        const client = await LegacyClient.connect(server.legacyPorts[0]);
        const username = newName();
        expect(await client.register(username, password, avatarPath)).toBe('0');
        client.close();
        const { body } = await api<Session>(server, 'POST', '/auth/login', { json: { username, password } });
        const response = await fetch(`${server.url}${body.user.avatarUrl}`);
        return sharp(Buffer.from(await response.arrayBuffer())).stats();
      };
      expect((await avatarOf('C:\\头像\\me.png')).dominant).toMatchObject({ g: expect.any(Number), r: 8, b: 8 });
      for (const avatarPath of ['C:\\头像\\照片.png', 'link.txt', '../me.png/..', '']) {
        expect((await avatarOf(avatarPath)).dominant).not.toMatchObject({ r: 8, b: 8 });
      }
    });
  });
});

describe('files by command 5 without a drop folder', () => {
  it('are refused with the way to send them', async () => {
    const server = await startServer({ env: { CHAT_PUBLIC_URL: 'https://chat.example.com/' } });
    const { name, client } = await newcomer(server);
    // To nobody: ignored.
    client.sendPath(' ', '/etc/hostname');
    client.refresh();
    await client.next('online');
    expect(client.frames.filter((frame) => frame.kind === 'message' && frame.content.includes('文件'))).toEqual([]);
    client.sendPath(group, '/etc/hostname');
    const notice = await client.frame('message', ({ content }) => content.includes('不能发送文件'));
    expect(notice).toMatchObject({ flag: 'private_chat', sender: name });
    expect(notice.content).toContain('https://chat.example.com/');
    client.close();
    await server.stop();
  });
});
