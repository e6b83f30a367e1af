import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { eicarFile, startClamd } from '../support/clamd.js';
import { startServer, type TestServer } from '../support/server.js';
import { idOf, refusal, startUpload, upload } from '../support/upload.js';

interface RunningScanner {
  env: Record<string, string>;
  /** From now on it cannot say anything. */
  fail(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** Finds EICAR's harmless test file, and fails while it is told to. */
const program = `#!/bin/sh
[ -e "$1/trouble" ] && exit 2
grep -q 'STANDARD-ANTIVIRUS-TEST-FILE' "$2" && exit 1
exit 0
`;

async function command(directory: string): Promise<RunningScanner> {
  const [path, trouble] = [join(directory, 'scan'), join(directory, 'trouble')];
  writeFileSync(path, program);
  chmodSync(path, 0o755);
  return {
    env: { CHAT_SCAN_COMMAND: `${path} ${directory}` },
    fail: async () => writeFileSync(trouble, ''),
    mend: async () => rmSync(trouble),
    stop: async () => undefined,
  };
}

async function clamav(directory: string): Promise<RunningScanner> {
  const path = join(directory, 'clamd.ctl');
  let clamd = await startClamd({ path });
  return {
    env: { CHAT_SCAN_CLAMAV: `unix:${path}` },
    fail: () => clamd.stop(),
    async mend() {
      clamd = await startClamd({ path });
    },
    stop: () => clamd.stop(),
  };
}

describe.each([
  ['a program that scans files', command],
  ['ClamAV', clamav],
])('%s', (_, start) => {
  let scanner: RunningScanner;
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    scanner = await start(mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'scan-')));
    server = await startServer({ env: scanner.env });
    ann = await register(server);
  });
  afterAll(async () => {
    await server.stop();
    await scanner.stop();
  });

  const show = (id: string) => api(server, 'GET', `/files/${id}`, { token: ann.accessToken });

  it('lets harmless files through', async () => {
    const id = await upload({ server, token: ann.accessToken, content: Buffer.from('harmless') });
    expect(await show(id)).toMatchObject({ status: 200, body: 'harmless' });
  });

  it('has harmful ones refused and forgotten', async () => {
    let id = '';
    const error = await new Promise((resolve) => {
      const running = startUpload(
        { server, token: ann.accessToken, content: eicarFile },
        {
          onError: resolve,
          onUploadUrlAvailable: () => {
            id = idOf(running);
          },
        },
      );
    });
    expect(refusal(error)).toMatchObject({
      status: 415,
      body: { code: 'unsupported_type', fields: { content: 'wrong' } },
    });
    expect((await show(id)).status).toBe(404);
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await api(server, 'HEAD', `/files/${id}`, { token: ann.accessToken, headers })).status).toBe(404);
  });

  it('holds files back while it fails, and they are finished when it works again', async () => {
    await scanner.fail();
    const running = startUpload({ server, token: ann.accessToken, content: Buffer.from('in trouble') });
    const error = await new Promise((resolve) => Object.assign(running.options, { onError: resolve }));
    expect(refusal(error)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((await show(idOf(running))).status).toBe(404);
    expect(server.log()).toMatch(/ERROR .*A file could not be scanned/);
    await scanner.mend();
    await new Promise<void>((resolve, reject) => {
      Object.assign(running.options, { onSuccess: () => resolve(), onError: reject });
      running.start();
    });
    expect(await show(idOf(running))).toMatchObject({ status: 200, body: 'in trouble' });
  });
});
