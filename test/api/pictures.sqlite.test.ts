import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { File, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { register } from '../support/api.js';
import { filmed, mp4, webm } from '../support/films.js';
import { animation, blackPng, claiming, drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

const secretPlace = '31.2304 N 121.4737 E';
const exif = { IFD0: { ImageDescription: secretPlace } };

describe('pictures', () => {
  let server: TestServer;
  let ann: Session;
  let socket: ChatSocket;
  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
    socket = await connect(server, ann.accessToken);
    await join(socket, 'pictures');
  });
  afterAll(async () => {
    socket.disconnect();
    await server.stop();
  });

  const sendPicture = async (content: Buffer, name = 'picture'): Promise<File> => {
    const id = await upload({ server, token: ann.accessToken, content, name });
    const [file] = (await send(socket, 'pictures', '', { files: [id] })).files;
    if (!file) throw new Error('The message carries nothing.');
    return file;
  };
  const bytesAt = async (path = '') => Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer());

  it('tell their size, and have a thumbnail and a placeholder', async () => {
    const file = await sendPicture(await drawing(1600, 900).jpeg().toBuffer(), 'wide.jpg');
    expect(file).toMatchObject({ type: 'image/jpeg', width: 1600, height: 900 });
    const thumbnail = await fetch(`${server.url}${file.thumbnailUrl}`);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    expect(thumbnail.headers.get('content-disposition')).toBe('inline; filename="wide.jpg.webp"');
    expect(await sharp(await thumbnail.arrayBuffer()).metadata()).toMatchObject({
      format: 'webp',
      width: 720,
      height: 405,
    });
    expect(file.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(file.placeholder?.length).toBeLessThanOrEqual(1024);
    const placeholder = Buffer.from(file.placeholder?.split(',')[1] ?? '', 'base64');
    expect(await sharp(placeholder).metadata()).toMatchObject({ width: 16, height: 9 });
  });

  it('have thumbnails in the sizes that screens want, each as wide as it says', async () => {
    const { thumbnails = [], thumbnailUrl } = await sendPicture(
      await drawing(3000, 4001).jpeg().toBuffer(),
      'tall.jpg',
    );
    expect(thumbnails.map(({ width }) => width)).toEqual([240, 540, 1200]);
    for (const { url, width } of thumbnails) {
      expect(await sharp(await bytesAt(url)).metadata()).toMatchObject({ format: 'webp', width });
    }
    expect(thumbnails[1]?.url).toBe(thumbnailUrl);
    const middling = await sendPicture(await drawing(600, 400).png().toBuffer());
    expect(middling.thumbnails?.map(({ width }) => width)).toEqual([320, 600]);
  });

  it.each(['enormous', '', '../file', 'moving'])('have no thumbnail of the size %j', async (size) => {
    const { thumbnailUrl } = await sendPicture(await drawing(500, 400).png().toBuffer());
    expect((await fetch(`${server.url}${thumbnailUrl}&size=${encodeURIComponent(size)}`)).status).toBe(404);
  });

  it('are not made larger for a thumbnail', async () => {
    const { thumbnailUrl, thumbnails } = await sendPicture(await drawing(30, 20).png().toBuffer());
    expect(thumbnails).toBeUndefined();
    expect(await sharp(await bytesAt(thumbnailUrl)).metadata()).toMatchObject({ width: 30, height: 20 });
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    'arrive byte for byte as %s when there is nothing to take out',
    async (format) => {
      const content = await drawing().toFormat(format).toBuffer();
      const file = await sendPicture(content);
      expect(file.size).toBe(content.length);
      expect((await bytesAt(file.url)).equals(content)).toBe(true);
    },
  );

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('lose the place where they were made, as %s', async (format) => {
    const content = await drawing().withExif(exif).toFormat(format).toBuffer();
    expect(content.includes(secretPlace)).toBe(true);
    const { url, size } = await sendPicture(content);
    const left = await bytesAt(url);
    expect([left.includes(secretPlace), left.length]).toEqual([false, size]);
    expect((await sharp(left).raw().toBuffer()).equals(await sharp(content).raw().toBuffer())).toBe(true);
  });

  it.each([
    ['video/mp4', mp4(secretPlace)],
    ['video/webm', webm(secretPlace, true)],
  ])('that move and sound lose it too, as %s, and the same bytes are kept once', async (type, content) => {
    const [first, second] = [await sendPicture(content), await sendPicture(content)];
    for (const { url } of [first, second]) {
      const left = await bytesAt(url);
      expect([left.includes(secretPlace), left.includes(filmed), left.length]).toEqual([false, true, content.length]);
    }
    expect(first).toMatchObject({ type, size: content.length });
    const whatIsLeft = await sendPicture(await bytesAt(first.url));
    const stored = readdirSync(joinPath(server.dataDir, 'files'), { recursive: true, encoding: 'utf8' });
    const sizes = stored.map((name) => statSync(joinPath(server.dataDir, 'files', name)));
    expect(sizes.filter((entry) => entry.isFile() && entry.size === whatIsLeft.size)).toHaveLength(1);
  });

  it('that a phone took sideways stand upright', async () => {
    const content = await drawing(600, 400).withMetadata({ orientation: 6, exif }).jpeg().toBuffer();
    const file = await sendPicture(content);
    expect(file).toMatchObject({ width: 400, height: 600 });
    expect(await sharp(await bytesAt(file.thumbnailUrl)).metadata()).toMatchObject({ width: 400, height: 600 });
    expect((await sharp(await bytesAt(file.url)).metadata()).orientation).toBe(6);
  });

  it.each(['gif', 'webp'] as const)('that move as %s keep moving', async (format) => {
    const content = await (await animation()).toFormat(format, { loop: 0 }).toBuffer();
    const file = await sendPicture(content);
    expect(file).toMatchObject({ type: `image/${format}`, width: 60, height: 40 });
    expect((await bytesAt(file.url)).equals(content)).toBe(true);
    expect((await sharp(await bytesAt(file.thumbnailUrl)).metadata()).pages ?? 1).toBe(1);
    const moving = await sharp(await bytesAt(file.movingThumbnailUrl), { animated: true }).metadata();
    expect(moving).toMatchObject({ format: 'webp', pages: 2, width: 60, pageHeight: 40, loop: 0 });
  });

  it('that move for very long have still thumbnails alone', async () => {
    const frames = Array.from({ length: 13 }, (_, n) => ({ r: n * 18, g: 0, b: 0 }));
    const pictures = frames.map((background) =>
      sharp({ create: { width: 2000, height: 2000, channels: 3, background } })
        .png({ compressionLevel: 1 })
        .toBuffer(),
    );
    const content = await sharp(await Promise.all(pictures), { join: { animated: true } })
      .gif({ effort: 1, colours: 16, dither: 0 })
      .toBuffer();
    const file = await sendPicture(content);
    expect(file).toMatchObject({ type: 'image/gif', width: 2000, height: 2000 });
    expect(file.thumbnails).toHaveLength(3);
    expect(file.movingThumbnailUrl).toBeUndefined();
  });

  describe('that nobody could decode safely are files like any other', () => {
    it.each<[what: string, content: () => Promise<Buffer>]>([
      ['a PNG of 20000 by 20000 pixels', async () => blackPng(20_000)],
      [
        'a PNG that claims 30000 by 30000',
        async () => claiming(await drawing().png().toBuffer(), 16, [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]),
      ],
      [
        'a PNG that claims two thousand million',
        async () => claiming(await drawing().png().toBuffer(), 16, [0x7f, 255, 255, 255, 0x7f, 255, 255, 255]),
      ],
      [
        'a GIF that claims 65535 by 65535',
        async () => claiming(await drawing().gif().toBuffer(), 6, [255, 255, 255, 255]),
      ],
      [
        'a JPEG that claims 60000 by 60000',
        async () => {
          const jpeg = await drawing().jpeg().toBuffer();
          return claiming(jpeg, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5, [0xea, 0x60, 0xea, 0x60]);
        },
      ],
      ['a JPEG without its end', async () => (await drawing().jpeg().toBuffer()).subarray(0, 2000)],
      ['a WebP without its end', async () => (await drawing().webp().toBuffer()).subarray(0, 300)],
    ])('%s', async (_, make) => {
      const content = await make();
      const file = await sendPicture(content, 'bomb.png');
      const { id, url } = file;
      expect(file).toEqual({ id, url, name: 'bomb.png', type: 'application/octet-stream', size: content.length });
      const answer = await fetch(`${server.url}${url}`);
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bomb.png"');
      expect((await fetch(`${server.url}${url.replace('?', '/thumbnail?')}`)).status).toBe(401);
      const thumbnail = await fetch(`${server.url}/api/v1/files/${id}/thumbnail`, {
        headers: { authorization: `Bearer ${ann.accessToken}` },
      });
      expect(thumbnail.status).toBe(404);
    });
  });

  it('are decoded few at a time, so that many large ones do not fill the memory', async () => {
    const content = blackPng(7000, { isInterlaced: true, bitsPerPixel: 32 });
    const files = await Promise.all(
      Array.from({ length: 3 }, (_, n) => sendPicture(Buffer.concat([content, Buffer.from([n])]))),
    );
    for (const file of files) expect(file).toMatchObject({ type: 'image/png', width: 7000, height: 7000 });
    const peak = (pid: number) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    const workers = workersOf(server);
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect(peak(worker)).toBeLessThan(900_000);
    expect(peak(Number(server.process.pid))).toBeLessThan(500_000);
  });

  it.each([
    [1, 'image/png'],
    [2, 'application/octet-stream'],
  ])('whose decoder dies of them %d times are then taken for %s', async (deaths, type) => {
    const dead = new Set(workersOf(server));
    for (const pid of dead) process.kill(pid, 'SIGKILL');
    await until(() => workersOf(server).length === 0);
    const alive = () => workersOf(server).filter((pid) => !dead.has(pid));
    const content = Buffer.concat([blackPng(7000, { isInterlaced: true, bitsPerPixel: 32 }), Buffer.from(type)]);
    const sent = sendPicture(content, 'deadly.png');
    for (let death = 0; death < deaths; death++) {
      await until(() => alive().length > 0);
      for (const pid of alive()) {
        dead.add(pid);
        process.kill(pid, 'SIGKILL');
      }
    }
    expect(await sent).toMatchObject({ name: 'deadly.png', type });
  });
});

/** Processes that the server has started. */
function workersOf({ process: { pid } }: TestServer): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}
