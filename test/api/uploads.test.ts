import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Upload } from 'tus-js-client';
import { api, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { idOf, refusal, startUpload, upload } from '../support/upload.js';

const largest = 2_000_000;
const quota = 5_000_000;
const offsetBody = 'application/offset+octet-stream';

describe('uploads', () => {
  let server: TestServer;
  let ann: Session;
  let bob: Session;
  beforeAll(async () => {
    server = await startServer({
      env: { CHAT_MAX_FILE_BYTES: String(largest), CHAT_USER_QUOTA_BYTES: String(quota) },
    });
    [ann, bob] = await Promise.all([register(server), register(server)]);
  });
  afterAll(() => server.stop());

  const tus = (
    method: string,
    path = '',
    headers: Record<string, string> = {},
    body?: Buffer,
    token = ann.accessToken,
  ) =>
    api(server, method, `/files${path}`, {
      token,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body && { body: new Uint8Array(body) }),
    });
  /** Begins an upload with plain requests; gives the path behind `/files`. */
  const begin = async (size: number, headers: Record<string, string> = {}, token = ann.accessToken) => {
    const { status, headers: answer } = await tus(
      'POST',
      '',
      { 'upload-length': String(size), ...headers },
      undefined,
      token,
    );
    expect(status).toBe(201);
    return (answer.get('location') ?? '').replace('/api/v1/files', '');
  };
  const patch = (path: string, offset: number, body: Buffer, token = ann.accessToken) =>
    tus('PATCH', path, { 'upload-offset': String(offset), 'content-type': offsetBody }, body, token);
  const offsetOf = async (path: string) => (await tus('HEAD', path)).headers.get('upload-offset');
  const download = async (id: string, token = ann.accessToken) => {
    const response = await fetch(`${server.url}/api/v1/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('give back what was uploaded with stock tus-js-client, in one piece or in many', async () => {
    const content = randomBytes(700_000);
    for (const options of [{}, { chunkSize: 100_000 }, { uploadDataDuringCreation: true }]) {
      const id = await upload({ server, token: ann.accessToken, content, name: 'noise.bin', options });
      const { bytes } = await download(id);
      expect(bytes.equals(content)).toBe(true);
      expect((await tus('DELETE', `/${id}`)).status).toBe(204);
    }
  });

  it('come by POST from behind what lets nothing else through', async () => {
    const content = randomBytes(50_000);
    const options = { chunkSize: 20_000, overridePatchMethod: true };
    const id = await upload({ server, token: ann.accessToken, content, options });
    expect((await download(id)).bytes.equals(content)).toBe(true);
    const head = await tus('POST', `/${id}`, { 'x-http-method-override': 'HEAD' });
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '50000']);
    expect((await tus('POST', `/${id}`, { 'x-http-method-override': 'DELETE' })).status).toBe(204);
    expect((await tus('HEAD', `/${id}`)).status).toBe(404);
    const gone = await tus('POST', `/${id}`, { 'x-http-method-override': 'HEAD' });
    expect(gone.status).toBe(404);
    // What it is for, and nothing else.
    expect((await tus('POST', '', { 'x-http-method-override': 'GET', 'upload-length': '1' })).status).toBe(201);
    expect((await tus('GET', `/${id}`, { 'x-http-method-override': 'DELETE' })).status).toBe(404);
  });

  it('come fifty at once', async () => {
    const { accessToken } = await register(server);
    const contents = Array.from({ length: 50 }, () => randomBytes(60_000));
    const options = { chunkSize: 25_000 };
    const ids = await Promise.all(contents.map((content) => upload({ server, token: accessToken, content, options })));
    expect(new Set(ids).size).toBe(50);
    for (const [index, id] of ids.entries()) {
      expect((await download(id, accessToken)).bytes.equals(contents[index] as Buffer)).toBe(true);
    }
  });

  it('are never told from a cache', async () => {
    const path = await begin(10);
    const { headers } = await tus('HEAD', path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Date.parse(headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
    expect(headers.get('upload-length')).toBe('10');
  });

  it('keep an empty file', async () => {
    const id = await upload({ server, token: ann.accessToken, content: Buffer.alloc(0), name: 'empty' });
    const { response, bytes } = await download(id);
    expect([response.status, bytes.length]).toEqual([200, 0]);
  });

  it('say what they can do', async () => {
    const { status, headers } = await tus('OPTIONS');
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,creation-with-upload,termination,expiration',
      'tus-max-size': String(largest),
    });
  });

  it('go on after the server was killed in the middle', async () => {
    const content = randomBytes(1_000_000);
    const half = new Promise<Upload>((resolve) => {
      const running = startUpload(
        { server, token: ann.accessToken, content, options: { chunkSize: 250_000 } },
        { onChunkComplete: (_, received) => received === 500_000 && resolve(running) },
      );
    });
    const running = await half;
    await running.abort();
    await server.restart('SIGKILL');
    const id = await new Promise<string>((resolve, reject) => {
      Object.assign(running.options, { onSuccess: () => resolve(idOf(running)), onError: reject });
      running.start();
    });
    expect((await download(id)).bytes.equals(content)).toBe(true);
  });

  it('keep what arrived before the line broke, and finish when the last answer was lost', async () => {
    const path = await begin(100_000);
    const content = randomBytes(100_000);
    const broken = httpRequest(`${server.url}/api/v1/files${path}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${ann.accessToken}`,
        ...{ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': offsetBody, 'content-length': '100000' },
      },
    });
    broken.on('error', () => undefined);
    const closed = new Promise((resolve) => broken.on('close', resolve));
    await new Promise<void>((sent) => broken.write(content.subarray(0, 60_000), () => sent()));
    // The next request takes the upload over, though the line still looks whole from the server.
    const kept = Number(await offsetOf(path));
    expect(kept).toBeLessThanOrEqual(60_000);
    await closed;
    expect((await patch(path, kept, content.subarray(kept))).headers.get('upload-offset')).toBe('100000');
    expect(await offsetOf(path)).toBe('100000');
    expect((await download(path.slice(1))).bytes.equals(content)).toBe(true);
  });

  it('are made once by two requests at the same place', async () => {
    const content = randomBytes(300_000);
    const path = await begin(content.length);
    await Promise.all(
      [patch(path, 0, content), patch(path, 0, content)].map((answer) => answer.catch(() => undefined)),
    );
    // The later one may have come in the middle of the earlier one, which stops for it, and then both are told so.
    const offset = Number(await offsetOf(path));
    if (offset < content.length) await patch(path, offset, content.subarray(offset));
    expect((await download(path.slice(1))).bytes.equals(content)).toBe(true);
  });

  it('can be taken back, unfinished and finished', async () => {
    const unfinished = await begin(10);
    await patch(unfinished, 0, Buffer.from('half'));
    const finished = `/${await upload({ server, token: ann.accessToken, content: Buffer.from('whole') })}`;
    for (const path of [unfinished, finished]) {
      expect((await tus('DELETE', path)).status).toBe(204);
      expect((await tus('HEAD', path)).status).toBe(404);
      expect((await tus('DELETE', path)).status).toBe(404);
    }
    expect((await download(finished.slice(1))).response.status).toBe(404);
  });

  it('are not there for anybody else', async () => {
    const unfinished = await begin(10);
    const finished = `/${await upload({ server, token: ann.accessToken, content: Buffer.from('mine') })}`;
    for (const path of [unfinished, finished, `/${'0'.repeat(24)}`, '/..%2f..%2fsecret', '/nothing']) {
      expect((await tus('HEAD', path, {}, undefined, bob.accessToken)).status).toBe(404);
      expect((await patch(path, 0, Buffer.from('x'), bob.accessToken)).body).toMatchObject({ code: 'not_found' });
      expect((await tus('DELETE', path, {}, undefined, bob.accessToken)).body).toMatchObject({ code: 'not_found' });
      expect((await download(path.slice(1), bob.accessToken)).response.status).toBe(404);
    }
    expect(await offsetOf(unfinished)).toBe('0');
  });

  it('refuse a file that is too large before a byte of it travels', async () => {
    const content = Buffer.alloc(largest + 1);
    const error = await upload({ server, token: ann.accessToken, content }).catch(refusal);
    expect(error).toMatchObject({
      status: 413,
      body: { code: 'too_large', detail: expect.stringContaining(String(largest)) },
    });
  });

  it('refuse what passes the quota of a person, unfinished uploads included, until something is taken back', async () => {
    const { accessToken } = await register(server);
    const unfinished = await begin(largest, {}, accessToken);
    await begin(largest, {}, accessToken);
    const refused = await tus('POST', '', { 'upload-length': String(largest) }, undefined, accessToken);
    expect(refused).toMatchObject({
      status: 413,
      body: { code: 'too_large', detail: expect.stringContaining(String(quota)) },
    });
    await tus('DELETE', unfinished, {}, undefined, accessToken);
    await begin(largest, {}, accessToken);
  });

  it('say the limit in a form that programs can read', async () => {
    const { accessToken } = await register(server);
    const large = await tus('POST', '', { 'upload-length': String(largest + 1) }, undefined, accessToken);
    expect(large.body).toMatchObject({ limit: largest, fields: { size: 'too_big' } });
    for (let n = 0; n < 2; n++) await begin(largest, {}, accessToken);
    const full = await tus('POST', '', { 'upload-length': String(largest) }, undefined, accessToken);
    expect(full.body).toMatchObject({ limit: quota, fields: { quota: 'too_big' } });
  });

  it('never pass the quota together, however many begin and end at once', async () => {
    const { accessToken } = await register(server);
    const size = 600_000;
    const attempts = Array.from({ length: 24 }, async (_, n) => {
      const headers = { 'upload-length': String(size) };
      const { status, headers: answer } = await tus('POST', '', headers, undefined, accessToken);
      if (status !== 201) return status;
      const path = (answer.get('location') ?? '').replace('/api/v1/files', '');
      return (await patch(path, 0, Buffer.alloc(size, n), accessToken)).status;
    });
    const statuses = await Promise.all(attempts);
    expect(statuses.filter((status) => status === 204)).toHaveLength(Math.floor(quota / size));
    expect(statuses.filter((status) => status === 413)).toHaveLength(attempts.length - Math.floor(quota / size));
  });

  it('refuse more than a hundred unfinished ones of a person', async () => {
    const { accessToken } = await register(server);
    await Promise.all(Array.from({ length: 100 }, () => begin(1, {}, accessToken)));
    const refused = await tus('POST', '', { 'upload-length': '1' }, undefined, accessToken);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  });

  it.each<[what: string, method: string, headers: Record<string, string>, status: number, code: string]>([
    ['no version', 'POST', { 'tus-resumable': '', 'upload-length': '5' }, 412, 'unsupported_version'],
    ['another version', 'POST', { 'tus-resumable': '0.2.2', 'upload-length': '5' }, 412, 'unsupported_version'],
    ['no token', 'POST', { authorization: '', 'upload-length': '5' }, 401, 'unauthorized'],
    ['a bad token', 'POST', { authorization: 'Bearer x.y.z', 'upload-length': '5' }, 401, 'unauthorized'],
    ['no length', 'POST', {}, 400, 'invalid'],
    ['a length that is left open', 'POST', { 'upload-defer-length': '1' }, 400, 'invalid'],
    ['a part of an upload', 'POST', { 'upload-concat': 'partial', 'upload-length': '5' }, 400, 'invalid'],
    ['a negative length', 'POST', { 'upload-length': '-1' }, 400, 'invalid'],
    ['a length in hexadecimal', 'POST', { 'upload-length': '0x10' }, 400, 'invalid'],
    ['a length with a fraction', 'POST', { 'upload-length': '1.5' }, 400, 'invalid'],
    ['a length beyond numbers', 'POST', { 'upload-length': '9'.repeat(40) }, 400, 'invalid'],
    ['metadata that is no Base64', 'POST', { 'upload-length': '5', 'upload-metadata': 'filename ***' }, 400, 'invalid'],
    ['metadata without a key', 'POST', { 'upload-length': '5', 'upload-metadata': ' , ' }, 400, 'invalid'],
    ['a key twice', 'POST', { 'upload-length': '5', 'upload-metadata': 'a YQ==,a YQ==' }, 400, 'invalid'],
    ['no offset', 'PATCH', { 'content-type': offsetBody }, 400, 'invalid'],
    ['another offset', 'PATCH', { 'content-type': offsetBody, 'upload-offset': '3' }, 409, 'conflict'],
    ['another content type', 'PATCH', { 'content-type': 'text/plain', 'upload-offset': '0' }, 415, 'unsupported_type'],
    [
      'no version',
      'PATCH',
      { 'tus-resumable': '', 'content-type': offsetBody, 'upload-offset': '0' },
      412,
      'unsupported_version',
    ],
    ['no token', 'PATCH', { authorization: '', 'content-type': offsetBody, 'upload-offset': '0' }, 401, 'unauthorized'],
    ['no token', 'DELETE', { authorization: '' }, 401, 'unauthorized'],
    ['no version', 'DELETE', { 'tus-resumable': '' }, 412, 'unsupported_version'],
  ])('refuse a request with %s: %s', async (_, method, headers, status, code) => {
    const path = method === 'POST' ? '' : await begin(5);
    const body = method === 'PATCH' ? Buffer.from('hello') : undefined;
    const answer = await tus(method, path, headers, body);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
  });

  it('refuse more bytes than were announced, and take none of them', async () => {
    const path = await begin(5);
    expect(await patch(path, 0, Buffer.from('too long'))).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect(await offsetOf(path)).toBe('0');
    const withoutLength = await fetch(`${server.url}/api/v1/files${path}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${ann.accessToken}`,
        ...{ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': offsetBody },
      },
      body: new Blob(['too long']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(withoutLength.status).toBe(413);
    expect(await offsetOf(path)).toBe('0');
    expect((await patch(path, 0, Buffer.from('right'))).status).toBe(204);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\windows\\system32\\evil.exe', 'evil.exe'],
    ['a\r\nX-Evil: 1.txt', 'aX-Evil: 1.txt'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['nul\0byte', 'nulbyte'],
    ['<script>alert(1)</script>.html', 'script>.html'],
    ['😀'.repeat(100), '😀'.repeat(63)],
    ['', 'file'],
  ])('keep the name %j as %j', async (name, kept) => {
    const id = await upload({ server, token: ann.accessToken, content: Buffer.from('x'), name });
    const { response } = await download(id);
    const header = response.headers.get('content-disposition') ?? '';
    const whole = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
    expect(whole === undefined ? /filename="(.*)"$/.exec(header)?.[1] : decodeURIComponent(whole)).toBe(kept);
    expect(response.headers.get('x-evil')).toBeNull();
  });
});
