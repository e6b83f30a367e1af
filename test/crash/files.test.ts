import { randomBytes, randomUUID } from 'node:crypto';
import type { HistoryPage, Message, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Upload } from 'tus-js-client';
import { api, register } from '../support/api.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join } from '../support/sockets.js';
import { idOf, startUpload } from '../support/upload.js';

describe('a server that is killed while files arrive', () => {
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
  });
  afterAll(() => server.stop());

  /** An upload on its way: `ended` gives the file's id or fails; after that it can go on from where it was. */
  const begin = (content: Buffer) => {
    const what = { server, token: ann.accessToken, content, options: { chunkSize: 200_000 } };
    let running: Upload;
    const ended = (start: (handlers: Upload['options']) => Upload) =>
      new Promise<string>((resolve, reject) => {
        running = start({ onSuccess: () => resolve(idOf(running)), onError: reject });
      });
    return {
      content,
      ended: ended((handlers) => startUpload(what, handlers)),
      goOn: () =>
        ended((handlers) => {
          Object.assign(running.options, handlers);
          running.start();
          return running;
        }),
    };
  };

  const download = async (id: string) => {
    const headers = { authorization: `Bearer ${ann.accessToken}` };
    const response = await fetch(`${server.url}/api/v1/files/${id}`, { headers });
    return Buffer.from(await response.arrayBuffer());
  };

  it.each([1, 5])(
    'after %d of eight ended has those whole, goes on with the others, and loses no message its files',
    async (count) => {
      const pictures = [
        drawing(1900 + count, 1500)
          .png()
          .toBuffer(),
        drawing(2000 + count, 1500)
          .jpeg()
          .toBuffer(),
      ];
      const noise = Array.from({ length: 6 }, (_, n) => randomBytes(1_000_000 * (n + 1) + 1));
      const uploads = [...(await Promise.all(pictures)), ...noise].map(begin);
      let ended = 0;
      await new Promise<void>((resolve, reject) => {
        const onEnd = () => {
          ended++;
          if (ended === count) server.kill('SIGKILL').then(resolve, reject);
        };
        for (const upload of uploads) upload.ended.then(onEnd, () => undefined);
      });
      const told = await Promise.allSettled(uploads.map((upload) => upload.ended));
      expect(told.map(({ status }) => status)).toContain('rejected');
      await server.start();

      const files = await Promise.all(
        uploads.map(async ({ content, goOn }, n) => {
          const before = told[n];
          const id = before?.status === 'fulfilled' ? before.value : await goOn();
          return { id, content };
        }),
      );
      const room = `crash-${count}`;
      const socket = await connect(server, ann.accessToken);
      await join(socket, room);
      const payload = { room, clientId: randomUUID(), files: files.map(({ id }) => id) };
      const { message } = await demand<{ message: Message }>(socket, 'message:send', payload);
      socket.disconnect();
      await server.restart('SIGKILL');

      const { body } = await api<HistoryPage>(server, 'GET', `/rooms/${room}/messages`, { token: ann.accessToken });
      expect(body.messages).toEqual([message]);
      expect(message.files.map(({ id }) => id)).toEqual(payload.files);
      for (const { id, content } of files) expect((await download(id)).equals(content)).toBe(true);
    },
  );
});
