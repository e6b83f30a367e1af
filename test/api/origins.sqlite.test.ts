import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect } from '../support/sockets.js';

const [friend, stranger] = ['https://friend.example', 'https://stranger.example'];

describe('a server that says who may embed it', () => {
  let server: TestServer;
  let session: Session;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_ALLOWED_ORIGINS: `https://other.example, ${friend}` } });
    session = await register(server);
  });
  afterAll(() => server.stop());

  const connectFrom = async (origin: string | undefined, transport: 'websocket' | 'polling') => {
    const extraHeaders: Record<string, string> = origin === undefined ? {} : { origin };
    const socket = await connect(server, session.accessToken, { transports: [transport], extraHeaders });
    socket.disconnect();
  };

  it.each(['websocket', 'polling'] as const)(
    'lets in over %s: those, its own pages, and programs',
    async (transport) => {
      for (const origin of [friend, server.url, undefined]) await connectFrom(origin, transport);
      for (const origin of [stranger, 'null', `${friend}.stranger.example`, 'http://127.0.0.1:1']) {
        await expect(connectFrom(origin, transport)).rejects.toThrow(/error/);
      }
    },
  );

  it('tells browsers so before they ask', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/api/v1/me`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization',
        },
      });
    const allowed = await preflight(friend);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(friend);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(allowed.headers.get('vary')).toContain('Origin');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight(stranger)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
