import { mkdtempSync, readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { register } from '../support/api.js';
import { drawing } from '../support/pictures.js';
import { startS3 } from '../support/s3.mjs';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

describe('a server that keeps its files in a bucket', () => {
  const directory = mkdtempSync(joinPath(process.env.CHAT_TEST_RUN ?? '', 's3-'));
  let s3: Awaited<ReturnType<typeof startS3>>;
  let server: TestServer;
  beforeAll(async () => {
    s3 = await startS3(directory);
    server = await startServer({ env: { CHAT_STORAGE_URL: `${s3.url}/files?tls=off` } });
  });
  afterAll(async () => {
    await server.stop();
    await s3.stop();
  });

  const stored = () =>
    readdirSync(joinPath(directory, 'chat'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('_object'),
    );

  it('takes, gives and forgets them as from a disk', async () => {
    const ann = await register(server);
    const socket = await connect(server, ann.accessToken);
    await join(socket, 'pictures');
    const content = await drawing().png().toBuffer();
    const id = await upload({ server, token: ann.accessToken, content, name: 'drawing.png' });
    const { id: messageId, files } = await send(socket, 'pictures', '', { files: [id] });
    expect(stored()).toHaveLength(3);
    expect(files).toMatchObject([{ id, type: 'image/png', width: 600, height: 400 }]);

    const whole = await fetch(server.url + files[0]?.url);
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const part = await fetch(server.url + files[0]?.url, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(10, 20))).toBe(true);
    const thumbnail = await fetch(server.url + files[0]?.thumbnailUrl);
    expect((await sharp(await thumbnail.arrayBuffer()).metadata()).format).toBe('webp');

    await demand(socket, 'message:delete', { messageId });
    await until(() => stored().length === 0);
    socket.disconnect();
  });
});
