import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { type PrivateService, privateMariadb, privateRedis } from '../support/private-services.js';
import { startServer, type TestServer } from '../support/server.js';

const offsetBody = 'application/offset+octet-stream';

describe('an upload on two servers that share a data directory', () => {
  let services: PrivateService[];
  let [one, two]: TestServer[] = [];
  let ann: Session;
  beforeAll(async () => {
    const [mariadb, redis] = await Promise.all([privateMariadb(), privateRedis()]);
    services = [mariadb, redis];
    const shared = { CHAT_REDIS_URL: redis.url, CHAT_SECRET: 'the same on both servers, and long' };
    one = await startServer({ databaseUrl: mariadb.url, env: shared });
    two = await startServer({ databaseUrl: mariadb.url, env: { ...shared, CHAT_DATA_DIR: one.dataDir } });
    ann = await register(one);
  });
  afterAll(async () => {
    await two?.stop();
    await one?.stop();
    await Promise.all(services.map((service) => service.kill()));
  });

  const headers = (more: object = {}) => ({
    ...{ authorization: `Bearer ${ann.accessToken}`, 'tus-resumable': '1.0.0' },
    ...(more as Record<string, string>),
  });

  it('goes on at the other, which takes it over from a line that still looks whole', async () => {
    const [first, second] = [one as TestServer, two as TestServer];
    const content = randomBytes(200_000);
    const begun = await api(first, 'POST', '/files', { headers: headers({ 'upload-length': '200000' }) });
    const path = begun.headers.get('location') ?? '';
    const hanging = httpRequest(first.url + path, {
      method: 'PATCH',
      headers: headers({ 'upload-offset': '0', 'content-type': offsetBody, 'content-length': '200000' }),
    });
    hanging.on('error', () => undefined);
    const closed = new Promise((resolve) => hanging.on('close', resolve));
    await new Promise<void>((sent) => hanging.write(content.subarray(0, 120_000), () => sent()));

    // As every client of tus does: bytes that arrive between the question and the answer are asked for again.
    const goOn = async (): Promise<[number, string | null]> => {
      const progress = await fetch(second.url + path, { method: 'HEAD', headers: headers() });
      const received = Number(progress.headers.get('upload-offset'));
      expect(received).toBeLessThanOrEqual(120_000);
      const rest = await fetch(second.url + path, {
        method: 'PATCH',
        headers: headers({ 'upload-offset': String(received), 'content-type': offsetBody }),
        body: content.subarray(received),
      });
      return rest.status === 409 ? goOn() : [rest.status, rest.headers.get('upload-offset')];
    };
    expect(await goOn()).toEqual([204, '200000']);
    hanging.destroy();
    await closed;
    for (const server of [first, second]) {
      const whole = await fetch(server.url + path, { headers: headers() });
      expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    }
  });
});
