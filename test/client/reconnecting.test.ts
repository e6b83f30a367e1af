import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatClient, RoomStore } from '../../widget/src/client/index.js';
import { headless, joined } from '../support/headless.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

describe('the headless client', () => {
  let server: TestServer;
  let line: Line;
  let client: ChatClient;
  let store: RoomStore;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    line = await lineTo([server]);
    client = await headless(line);
    store = await joined(client, 'lobby');
  });
  afterEach(async () => {
    client.close();
    await line.close();
  });
  afterAll(() => server.stop());

  it('opens another connection beside one that is dead without saying so, and sends once', async () => {
    const states = new Set<string>();
    client.connection.subscribe(() => states.add(client.connection.state));
    const last = store.messages.at(-1)?.seq ?? 0;
    line.deaden();
    const messages = await Promise.all(['one', 'two'].map((text) => store.send({ text })));
    expect(messages.map(({ seq }) => seq)).toEqual([last + 1, last + 2]);
    // Nobody is shown anything of it.
    expect([...states]).toEqual(['online']);
  });

  it('says when it tries again, and does so at once when the server has answered something else', async () => {
    line.setDown(true);
    await until(() => client.connection.retryAt !== undefined);
    await expect(store.history({})).rejects.toMatchObject({ code: 'offline' });
    await until(() => client.connection.retryAt !== undefined);
    line.setDown(false);
    await store.history({});
    expect(client.connection.retryAt).toBeUndefined();
    await until(() => client.connection.state === 'online');
  });

  it('comes back by itself when the server was away', async () => {
    await server.kill('SIGKILL');
    await until(() => client.connection.state === 'reconnecting');
    const sent = store.send({ text: 'while it was away' });
    await server.start();
    expect((await sent).text).toBe('while it was away');
    expect(client.connection.state).toBe('online');
  });
});
