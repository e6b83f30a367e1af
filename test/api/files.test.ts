import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { File, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, request, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

interface Person extends Session {
  socket: ChatSocket;
}

describe('files', () => {
  let server: TestServer;
  let [ann, bob, eve]: Person[] = [];
  beforeAll(async () => {
    server = await startServer();
    const person = async (): Promise<Person> => {
      const session = await register(server);
      return { ...session, socket: await connect(server, session.accessToken) };
    };
    [ann, bob, eve] = await Promise.all([person(), person(), person()]);
  });
  afterAll(async () => {
    for (const person of [ann, bob, eve]) person?.socket.disconnect();
    await server.stop();
  });

  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const response = await fetch(`${server.url}${path}`, { method, headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const as = (person: Person | undefined, more: Record<string, string> = {}) => ({
    authorization: `Bearer ${person?.accessToken}`,
    ...more,
  });
  const uploadedBy = (person: Person | undefined, content: Buffer, name?: string) =>
    upload({ server, token: person?.accessToken ?? '', content, ...(name && { name }) });
  /** A message of Ann's that carries one file. */
  const sendFile = async (room: string, content: Buffer, name?: string) => {
    const person = ann as Person;
    const message = await send(person.socket, room, '', { files: [await uploadedBy(person, content, name)] });
    return { message, file: message.files[0] as File };
  };

  describe('belong to who may read their message', () => {
    it('and before there is one, to their uploader alone', async () => {
      const path = `/api/v1/files/${await uploadedBy(ann, Buffer.from('not yet sent'))}`;
      expect((await get(path, as(ann))).status).toBe(200);
      expect((await get(path, as(bob))).status).toBe(404);
      expect((await get(path)).status).toBe(401);
      expect((await get(path, { authorization: 'Bearer x.y.z' })).status).toBe(401);
    });

    it('in a public room to everybody who is signed in, or has the signed address', async () => {
      const room = `room-${randomBytes(6).toString('hex')}`;
      await join((ann as Person).socket, room);
      const { message, file } = await sendFile(room, Buffer.from('hello'), 'hello.txt');
      expect(message).toMatchObject({ kind: 'file', text: '' });
      expect(file).toEqual({ id: file.id, name: 'hello.txt', type: 'text/plain', size: 5, url: file.url });
      const path = `/api/v1/files/${file.id}`;
      for (const person of [ann, bob, eve]) expect(String((await get(path, as(person))).bytes)).toBe('hello');
      expect(String((await get(file.url)).bytes)).toBe('hello');
      expect((await get(path)).status).toBe(401);
    });

    it('in a private conversation to its two people, and for nobody else there is nothing', async () => {
      const { room } = await demand<{ room: { slug: string } }>((ann as Person).socket, 'dm:open', {
        username: bob?.user.username,
      });
      const { file } = await sendFile(room.slug, Buffer.from('between us'));
      const path = `/api/v1/files/${file.id}`;
      for (const person of [ann, bob]) expect((await get(path, as(person))).status).toBe(200);
      const refused = await get(path, as(eve));
      const missing = await get(`/api/v1/files/${'0'.repeat(24)}`, as(eve));
      expect([refused.status, missing.status]).toEqual([404, 404]);
      expect(String(refused.bytes)).toBe(String(missing.bytes));
    });

    it('and cannot be sent by anybody else, nor twice', async () => {
      const room = `room-${randomBytes(6).toString('hex')}`;
      await join((ann as Person).socket, room);
      await join((bob as Person).socket, room);
      const id = await uploadedBy(ann, Buffer.from('mine'));
      const payload = (clientId: string) => ({ room, clientId, text: 'look', files: [id] });
      const uuid = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
      expect(await request((bob as Person).socket, 'message:send', payload(uuid(1)))).toMatchObject({ ok: false });
      await demand((ann as Person).socket, 'message:send', payload(uuid(2)));
      expect(await request((ann as Person).socket, 'message:send', payload(uuid(3)))).toMatchObject({ ok: false });
    });

    it('and are gone for everybody with it', async () => {
      const room = `room-${randomBytes(6).toString('hex')}`;
      await join((ann as Person).socket, room);
      const { message, file } = await sendFile(room, Buffer.from('regretted'));
      const path = `/api/v1/files/${file.id}`;
      const taken = await fetch(`${server.url}${path}`, {
        method: 'DELETE',
        headers: as(ann, { 'tus-resumable': '1.0.0' }),
      });
      expect(taken.status).toBe(409);
      await demand((ann as Person).socket, 'message:delete', { messageId: message.id });
      expect((await get(file.url)).status).toBe(404);
      for (const person of [ann, bob]) expect((await get(path, as(person))).status).toBe(404);
    });
  });

  describe('signed addresses', () => {
    let file: File;
    let other: File;
    beforeAll(async () => {
      await join((ann as Person).socket, 'signatures');
      file = (await sendFile('signatures', await drawing().png().toBuffer(), 'a.png')).file;
      other = (await sendFile('signatures', await drawing(300, 200).png().toBuffer(), 'b.png')).file;
    });

    it('open the file and the thumbnail they were made for', async () => {
      expect((await get(file.url)).status).toBe(200);
      expect((await get(file.thumbnailUrl ?? '')).status).toBe(200);
      expect((await get(file.url, {}, 'HEAD')).status).toBe(200);
    });

    it('have it saved, whatever it is, when they say so', async () => {
      const answer = await get(`${file.url}&download`);
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.png"');
      expect(answer.headers.get('content-type')).toBe('image/png');
    });

    it.each<[what: string, forge: () => string]>([
      ['of another file', () => file.url.replace(file.id, other.id)],
      ['of the thumbnail', () => (file.thumbnailUrl ?? '').replace('/thumbnail', '')],
      ['of the file, for its thumbnail', () => file.url.replace('?', '/thumbnail?')],
      ['with a later end', () => file.url.replace(/e=(\d+)/, (_, end) => `e=${Number(end) + 3600}`)],
      ['that is cut short', () => file.url.slice(0, -1)],
      ['that is changed', () => file.url.replace(/s=./, (start) => (start === 's=A' ? 's=B' : 's=A'))],
      ['that is empty', () => file.url.replace(/s=.*/, 's=')],
      ['given twice', () => `${file.url}&${file.url.split('?')[1]}`],
      ['as an object', () => file.url.replace('s=', 's[a]=')],
      ['without an end', () => file.url.replace(/e=\d+&/, '')],
    ])('open nothing %s', async (_, forge) => {
      expect((await get(forge())).status).toBe(401);
    });
  });

  describe('are what their content says, and nothing that could be run is shown', () => {
    const html = '<!doctype html><script>alert(1)</script>';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    const wav = Buffer.concat([Buffer.from('RIFF$\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'), Buffer.alloc(24)]);

    it.each<[what: string, content: () => Buffer | Promise<Buffer>, type: string, disposition: string]>([
      ['a PNG', () => drawing().png().toBuffer(), 'image/png', 'inline'],
      ['a JPEG', () => drawing().jpeg().toBuffer(), 'image/jpeg', 'inline'],
      ['a WebP', () => drawing().webp().toBuffer(), 'image/webp', 'inline'],
      ['a GIF', () => drawing().gif().toBuffer(), 'image/gif', 'inline'],
      ['an AVIF', () => drawing().avif({ effort: 0 }).toBuffer(), 'image/avif', 'inline'],
      ['a sound', () => wav, 'audio/wav', 'inline'],
      ['a page', () => Buffer.from(html), 'text/plain', 'attachment'],
      ['a drawing with a script', () => Buffer.from(svg), 'text/plain', 'attachment'],
      ['XML', () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'application/octet-stream', 'attachment'],
      ['a text', () => Buffer.from('plain, 普通, 🙂\r\n\tyes'), 'text/plain', 'attachment'],
      ['a text with a mark', () => Buffer.from('\uFEFFmarked'), 'text/plain', 'attachment'],
      ['a text in UTF-16', () => Buffer.from('\uFEFFmarked', 'utf16le'), 'application/octet-stream', 'attachment'],
      ['a text with a zero', () => Buffer.from('a\0b'), 'application/octet-stream', 'attachment'],
      ['a PDF', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), 'application/pdf', 'attachment'],
      ['a program', () => Buffer.from('MZ\x90\0\x03\0', 'latin1'), 'application/x-msdownload', 'attachment'],
      ['compressed zeros', () => gzipSync(Buffer.alloc(20_000_000)), 'application/gzip', 'attachment'],
      ['noise', () => Buffer.from('9f8e7d6c5b4a39281706f5e4d3c2b1a0', 'hex'), 'application/octet-stream', 'attachment'],
      ['nothing', () => Buffer.alloc(0), 'application/octet-stream', 'attachment'],
      [
        'a PNG that is cut off',
        async () => (await drawing().png().toBuffer()).subarray(0, 200),
        'application/octet-stream',
        'attachment',
      ],
      [
        'the beginning of a GIF before a script',
        () => Buffer.from(`GIF89a/*${html}*/`),
        'application/octet-stream',
        'attachment',
      ],
    ])('%s', async (_, content, type, disposition) => {
      const bytes = await content();
      const id = await upload({
        server,
        token: ann?.accessToken ?? '',
        content: bytes,
        options: { metadata: { filename: 'innocent.png', filetype: 'text/html' } },
      });
      const answer = await get(`/api/v1/files/${id}`, as(ann));
      expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type);
      expect(answer.headers.get('content-disposition')).toBe(`${disposition}; filename="innocent.png"`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=/);
      expect(answer.bytes.equals(bytes)).toBe(true);
    });
  });

  describe('are sent whole or in part', () => {
    const content = randomBytes(100_000);
    let path: string;
    let etag: string;
    beforeAll(async () => {
      path = `/api/v1/files/${await uploadedBy(ann, content)}`;
      etag = (await get(path, as(ann))).headers.get('etag') ?? '';
    });

    it.each([
      ['bytes=0-0', 0, 1],
      ['bytes=1000-1999', 1000, 2000],
      ['bytes=99990-', 99_990, 100_000],
      ['bytes=-10', 99_990, 100_000],
      ['bytes=99990-200000', 99_990, 100_000],
    ])('%s', async (range, start, end) => {
      const answer = await get(path, as(ann, { range }));
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/100000`);
      expect(answer.headers.get('content-length')).toBe(String(end - start));
      expect(answer.bytes.equals(content.subarray(start, end))).toBe(true);
      const head = await get(path, as(ann, { range }), 'HEAD');
      expect([head.status, head.headers.get('content-length')]).toEqual([200, '100000']);
      expect(head.headers.get('accept-ranges')).toBe('bytes');
    });

    it.each(['bytes=100000-', 'bytes=-0'])('nothing of %s', async (range) => {
      const answer = await get(path, as(ann, { range }));
      expect(answer.status).toBe(416);
      expect(answer.headers.get('content-range')).toBe('bytes */100000');
      expect(JSON.parse(String(answer.bytes))).toMatchObject({ code: 'range_not_satisfiable', status: 416 });
    });

    it.each(['bytes=5-4', 'bytes=0-1,5-6', 'chapters=1', 'bytes=x'])('whole for %s', async (range) => {
      const answer = await get(path, as(ann, { range }));
      expect([answer.status, answer.bytes.length]).toEqual([200, 100_000]);
    });

    it('not again to who has them', async () => {
      const answer = await get(path, as(ann, { 'if-none-match': etag }));
      expect([answer.status, answer.bytes.length, answer.headers.get('etag')]).toEqual([304, 0, etag]);
      for (const tags of ['*', `"another", W/${etag}`]) {
        expect((await get(path, as(ann, { 'if-none-match': tags }))).status).toBe(304);
        expect((await get(path, as(ann, { 'if-none-match': tags }), 'HEAD')).status).toBe(304);
      }
      expect((await get(path, as(ann, { 'if-none-match': '"another"' }))).status).toBe(200);
    });

    it('in part only of what the asker already has a part of', async () => {
      const range = 'bytes=0-9';
      expect((await get(path, as(ann, { range, 'if-range': etag }))).status).toBe(206);
      expect((await get(path, as(ann, { range, 'if-range': '"another"' }))).status).toBe(200);
      expect((await get(path, as(ann, { range, 'if-range': `W/${etag}` }))).status).toBe(200);
      expect((await get(path, as(ann, { range, 'if-range': new Date().toUTCString() }))).status).toBe(200);
    });
  });

  it('are stored once when they are equal, and until nobody refers to them any more', async () => {
    const stored = () => storedFiles(server.dataDir);
    const before = stored();
    await join((ann as Person).socket, 'twins');
    const content = randomBytes(5000);
    const [one, two] = [await sendFile('twins', content, 'one'), await sendFile('twins', content, 'two')];
    expect(stored()).toHaveLength(before.length + 1);
    await demand((ann as Person).socket, 'message:delete', { messageId: one.message.id });
    expect((await get(two.file.url)).bytes.equals(content)).toBe(true);
    expect(stored()).toHaveLength(before.length + 1);
    await demand((ann as Person).socket, 'message:delete', { messageId: two.message.id });
    await until(() => stored().length === before.length);
  });

  it('are kept apart from each other when equal ones come and go at once', async () => {
    const content = randomBytes(2000);
    await join((ann as Person).socket, 'crowd');
    const sent = Array.from({ length: 12 }, async (_, n) => {
      const { message, file } = await sendFile('crowd', content, `${n}`);
      if (n % 2 === 0) await demand((ann as Person).socket, 'message:delete', { messageId: message.id });
      return { file, isDeleted: n % 2 === 0 };
    });
    for (const { file, isDeleted } of await Promise.all(sent)) {
      const { status, bytes } = await get(file.url);
      expect([status, bytes.equals(content)]).toEqual(isDeleted ? [404, false] : [200, true]);
    }
  });
});

/** Names of everything in the storage. */
function storedFiles(dataDir: string): string[] {
  return readdirSync(joinPath(dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('/'),
  );
}
