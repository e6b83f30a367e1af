import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { api, password, register } from '../support/api.js';
import { LegacyClient } from '../support/legacy-client.js';
import { startServer, type TestServer } from '../support/server.js';

/** More than wait for the password hasher at a time. */
const pupils = 320;

// On one database: a log-in costs what it costs, whatever the other is.
describe('old clients that come in', () => {
  let server: TestServer;
  const clients: LegacyClient[] = [];
  beforeAll(async () => {
    server = await startServer();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(() => server.stop());

  const dial = async () => {
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    clients.push(client);
    return client;
  };

  it('all at once get in all, one after the other, and somebody on the web between them', async () => {
    const { user } = await register(server);
    await Promise.all(Array.from({ length: pupils }, dial));
    const answers = clients.map((client) => client.login(user.username, password, 60_000));
    const json = { username: user.username, password };
    let isEarly = true;
    const all = Promise.all(answers).finally(() => {
      isEarly = false;
    });
    expect((await api(server, 'POST', '/auth/login', { json })).status).toBe(200);
    expect(isEarly).toBe(true);
    expect(new Set(await all)).toEqual(new Set(['1']));
    expect(server.log()).not.toContain('Refused a log-in');
  }, 90_000);

  it('are sent away again when their session ends just then', async () => {
    const { user } = await register(server);
    const root = await createConnection(server.databaseUrl);
    await root.query('CREATE TRIGGER ended BEFORE INSERT ON sessions FOR EACH ROW SET NEW.ended_at = NEW.created_at');
    const client = await dial();
    expect(await client.login(user.username, password)).toBe('1');
    await client.frame('message', ({ content }) => content.includes('登录已失效'));
    await client.untilClosed();
    await root.query('DROP TRIGGER ended');
    await root.end();
  });
});
