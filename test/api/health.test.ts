import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

describe('health', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_DRAIN_MS: '3000' } });
  });
  afterAll(() => server.stop());

  async function figures(): Promise<Map<string, number>> {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  }

  it('is alive and ready', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready', checks: { database: 'ok' } });
  });

  it('tells Prometheus of requests, sockets and commits', async () => {
    const { accessToken } = await register(server);
    const socket = await connect(server, accessToken);
    await join(socket, 'lobby');
    for (const text of ['one', 'two', 'three']) await send(socket, 'lobby', text);
    await api(server, 'GET', '/users/somebody/avatar?v=1');
    await api(server, 'GET', '/no/such/route');
    const metrics = await figures();
    expect(metrics.get('chat_sockets')).toBe(1);
    expect(metrics.get('chat_changes_committed_total')).toBe(3);
    expect(metrics.get('chat_commit_batch_size_sum')).toBe(3);
    expect(metrics.get('chat_commit_duration_seconds_count')).toBe(3);
    expect(metrics.get('chat_commit_queue_length')).toBe(0);
    expect(metrics.get('process_start_time_seconds')).toBeGreaterThan(0);
    const requests = (labels: string) => metrics.get(`chat_http_request_duration_seconds_count{${labels}}`);
    expect(requests('method="POST",route="/api/v1/auth/register",status="201"')).toBe(1);
    expect(requests('method="GET",route="/api/v1/users/:id/avatar",status="200"')).toBe(1);
    expect(requests('method="GET",route="none",status="404"')).toBe(1);
    socket.disconnect();
  });

  it('is not ready any more once it is told to stop, says goodbye, and ends well', async () => {
    const { accessToken } = await register(server);
    const socket = await connect(server, accessToken);
    const goodbye = once(socket as unknown as NodeJS.EventEmitter, 'server:draining');
    const ended = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    let answer: Response;
    do answer = await fetch(`${server.url}/readyz`);
    while (answer.status === 200);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'not_ready', checks: { database: 'ok', draining: 'failed' } });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await goodbye;
    expect(await ended).toEqual([0, null]);
  });
});
