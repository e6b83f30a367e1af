import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { idOf, refusal, startUpload, upload } from '../support/upload.js';

/** Finds EICAR's harmless test string, and fails over another one until it is told not to. */
const program = `#!/bin/sh
grep -q 'STANDARD-ANTIVIRUS-TEST-FILE' "$2" && exit 1
grep -q 'trouble' "$2" && [ ! -e "$1/mended" ] && exit 2
exit 0
`;

describe('a program that scans files', () => {
  const directory = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'scan-'));
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    const path = join(directory, 'scan');
    writeFileSync(path, program);
    chmodSync(path, 0o755);
    server = await startServer({ env: { CHAT_SCAN_COMMAND: `${path} ${directory}` } });
    ann = await register(server);
  });
  afterAll(() => server.stop());

  const show = (id: string) => api(server, 'GET', `/files/${id}`, { token: ann.accessToken });

  it('lets harmless files through', async () => {
    const id = await upload({ server, token: ann.accessToken, content: Buffer.from('harmless') });
    expect(await show(id)).toMatchObject({ status: 200, body: 'harmless' });
  });

  it('has harmful ones refused and forgotten', async () => {
    const content = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');
    let id = '';
    const error = await new Promise((resolve) => {
      const running = startUpload(
        { server, token: ann.accessToken, content },
        {
          onError: resolve,
          onUploadUrlAvailable: () => {
            id = idOf(running);
          },
        },
      );
    });
    expect(refusal(error)).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
    expect((await show(id)).status).toBe(404);
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await api(server, 'HEAD', `/files/${id}`, { token: ann.accessToken, headers })).status).toBe(404);
  });

  it('holds files back while it fails, and they are finished when it works again', async () => {
    const running = startUpload({ server, token: ann.accessToken, content: Buffer.from('trouble') });
    const error = await new Promise((resolve) => Object.assign(running.options, { onError: resolve }));
    expect(refusal(error)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((await show(idOf(running))).status).toBe(404);
    writeFileSync(join(directory, 'mended'), '');
    await new Promise<void>((resolve, reject) => {
      Object.assign(running.options, { onSuccess: () => resolve(), onError: reject });
      running.start();
    });
    expect(await show(idOf(running))).toMatchObject({ status: 200, body: 'trouble' });
  });
});
