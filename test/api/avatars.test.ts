import type { Session, User } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { api, register } from '../support/api.js';
import { blackPng, drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';

describe('pictures of people', () => {
  let server: TestServer;
  let session: Session;
  beforeAll(async () => {
    server = await startServer();
    session = await register(server);
  });
  afterAll(() => server.stop());

  const put = (bytes: Uint8Array<ArrayBuffer> | string, field = 'file') => {
    const body = new FormData();
    body.append(field, new Blob([bytes]), 'me.png');
    return api<User & { code?: string }>(server, 'PUT', '/me/avatar', { token: session.accessToken, body });
  };
  const picture = async (address: string) => Buffer.from(await (await get(address)).arrayBuffer());
  const get = (address: string, headers: Record<string, string> = {}) => fetch(`${server.url}${address}`, { headers });
  const rotated = () =>
    drawing()
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Artist: 'somebody' } });

  it.each([
    ['JPEG', () => rotated().jpeg().toBuffer()],
    ['WebP', () => rotated().webp({ lossless: true }).toBuffer()],
    ['PNG', () => rotated().png().toBuffer()],
  ])('are made of a %s: upright, square, small, and without what else is in it', async (_, make) => {
    const { status, body } = await put(new Uint8Array(await make()));
    expect(status).toBe(200);
    const image = sharp(await picture(body.avatarUrl));
    expect(await image.metadata()).toMatchObject({ format: 'png', width: 192, height: 192 });
    expect(Object.keys(await image.metadata())).not.toContain('exif');
    // Turned to the right: what was red at the top left is at the top right.
    const [red = 0, green = 0, blue = 0] = await image
      .extract({ left: 180, top: 10, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red > 180 && green < 90 && blue < 90).toBe(true);
  });

  it.each([
    ['text', () => 'hello'],
    ['nothing', () => ''],
    ['a drawing with a script', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['half a picture', async () => (await drawing().png().toBuffer()).subarray(0, 900)],
    ['a bomb', () => blackPng(20_000)],
  ])('are not made of %s', async (_, make) => {
    const before = await api(server, 'GET', '/me', { token: session.accessToken });
    const bytes = await make();
    const answer = await put(typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
    expect((await api(server, 'GET', '/me', { token: session.accessToken })).body).toEqual(before.body);
  });

  it('have a limit, and a field of their own', async () => {
    expect(await put(new Uint8Array(8_388_609))).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect(await put('x', 'picture')).toMatchObject({ status: 400, body: { code: 'invalid' } });
    const none = await api(server, 'PUT', '/me/avatar', { token: session.accessToken, json: {} });
    expect(none).toMatchObject({ status: 400, body: { code: 'invalid', fields: { file: 'required' } } });
  });

  it('can be taken back', async () => {
    const { user, accessToken: token } = await register(server);
    const generated = await picture(user.avatarUrl);
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(await drawing().png().toBuffer())]), 'me.png');
    const changed = await api<User>(server, 'PUT', '/me/avatar', { token, body });
    expect((await picture(changed.body.avatarUrl)).equals(generated)).toBe(false);
    const removed = await api<User>(server, 'DELETE', '/me/avatar', { token });
    expect((await picture(removed.body.avatarUrl)).equals(generated)).toBe(true);
    expect(new Set([user.avatarUrl, changed.body.avatarUrl, removed.body.avatarUrl]).size).toBe(3);
  });

  it('are kept by browsers for as long as their address is right, and asked for again with a condition', async () => {
    const { user } = await register(server);
    const cached = async (address: string) => (await get(address)).headers.get('cache-control');
    expect(await cached(user.avatarUrl)).toBe('public, max-age=31536000, immutable');
    const address = `/api/v1/users/${user.id}/avatar`;
    for (const other of [address, `${address}?v=1`, `${address}?v=0&v=1`]) {
      expect(await cached(other)).toBe('public, max-age=60');
    }
    const etag = (await get(user.avatarUrl)).headers.get('etag') ?? '';
    expect((await get(user.avatarUrl, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(user.avatarUrl, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('are there of anybody, also of nobody', async () => {
    for (const id of ['nobody', '%00', 'a%00b', "x'--", 'x'.repeat(2000)]) {
      const answer = await get(`/api/v1/users/${id}/avatar`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect((await sharp(await answer.arrayBuffer()).metadata()).format).toBe('png');
    }
  });
});
