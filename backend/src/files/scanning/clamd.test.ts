import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eicarFile, startClamd } from '../../../../test/support/clamd.js';
import { askClamd } from './clamd.js';

const patience = 10_000;

describe("ClamAV's daemon", () => {
  let directory: string;
  let clamd: Awaited<ReturnType<typeof startClamd>> | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clamd-'));
  });
  afterEach(async () => {
    await clamd?.stop();
    clamd = undefined;
  });
  afterAll(() => rm(directory, { recursive: true }));

  const fileOf = async (content: Buffer) => {
    const path = join(directory, 'file');
    await writeFile(path, content);
    return path;
  };

  it.each<[what: string, content: Buffer, verdict: string]>([
    ['an empty file', Buffer.alloc(0), 'harmless'],
    ['a file of many pieces', Buffer.alloc(3_000_001, 'harmless '), 'harmless'],
    ["EICAR's test file", eicarFile, 'harmful'],
    ['it after many pieces', Buffer.concat([Buffer.alloc(1_000_000), eicarFile]), 'harmful'],
  ])('is sent %s, over either kind of socket', async (_, content, verdict) => {
    const path = await fileOf(content);
    const socket = join(directory, 'clamd.ctl');
    clamd = await startClamd({ path: socket });
    expect(await askClamd({ path: socket }, path, patience)).toBe(verdict);
    await clamd.stop();
    clamd = await startClamd({ host: '127.0.0.1', port: 0 });
    expect(await askClamd({ host: '127.0.0.1', port: clamd.port }, path, patience)).toBe(verdict);
  });

  it.each<[what: string, behaviour: Parameters<typeof startClamd>[1], reason: RegExp]>([
    ['takes no file as large as this', { limit: 500_000 }, /size limit exceeded/],
    ['has no memory left', { answer: "stream: Can't allocate memory ERROR" }, /memory/],
    ['says nothing', { answer: '' }, /said: nothing/],
    ['says something else', { answer: 'stream: OKAY' }, /OKAY/],
    ['says that another file is harmless', { answer: 'OK' }, /said: OK/],
  ])('gives no verdict when it %s', async (_, behaviour, reason) => {
    clamd = await startClamd({ host: '127.0.0.1', port: 0 }, behaviour);
    const path = await fileOf(Buffer.alloc(4_000_000));
    await expect(askClamd({ host: '127.0.0.1', port: clamd.port }, path, patience)).rejects.toThrow(reason);
  });

  it('is not waited for without end', async () => {
    clamd = await startClamd({ host: '127.0.0.1', port: 0 }, { isSilent: true });
    const path = await fileOf(Buffer.alloc(10));
    await expect(askClamd({ host: '127.0.0.1', port: clamd.port }, path, 50)).rejects.toThrow(/timeout/);
  });

  it('is not left waiting for a file that cannot be read', async () => {
    clamd = await startClamd({ host: '127.0.0.1', port: 0 });
    const asked = askClamd({ host: '127.0.0.1', port: clamd.port }, join(directory, 'nothing'), patience);
    await expect(asked).rejects.toThrow(/ENOENT/);
  });

  it('is missed when nobody listens', async () => {
    await expect(askClamd({ path: join(directory, 'nobody') }, await fileOf(eicarFile), patience)).rejects.toThrow(
      /ENOENT/,
    );
  });
});
