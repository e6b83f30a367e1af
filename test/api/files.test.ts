import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { upload } from '../support/upload.js';

describe('files', () => {
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
  });
  afterAll(() => server.stop());

  it('gives the uploader back what was uploaded, byte for byte', async () => {
    const content = Buffer.from('héllo 中文');
    const id = await upload({ server, token: ann.accessToken, content, name: 'notes.txt' });
    const answer = await fetch(`${server.url}/api/v1/files/${id}`, {
      headers: { authorization: `Bearer ${ann.accessToken}` },
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  });
});
