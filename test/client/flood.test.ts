import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rateLimits } from '../../backend/src/rate-limits/rate-limits.js';
import { register } from '../support/api.js';
import { headless, joined } from '../support/headless.js';
import { wholeHistory } from '../support/history.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, nextMessages, send } from '../support/sockets.js';

describe('a flood', () => {
  let server: TestServer;
  let line: Line;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_RATE_LIMITS: 'on' } });
    line = await lineTo([server]);
  });
  afterAll(async () => {
    await line.close();
    await server.stop();
  });

  it('from the headless client waits as long as the server asks, and arrives once and in order; others do not wait', async () => {
    const { points } = rateLimits.message;
    const [flooder, ann] = [await headless(line), await register(server)];
    const store = await joined(flooder, 'lobby');
    const anns = await connect(server, ann.accessToken);
    await join(anns, 'lobby');
    const atLimit = nextMessages(anns, ({ rev }) => rev === points);
    const texts = Array.from({ length: points + 20 }, (_, n) => `message ${n}`);
    const sent = texts.map((text) => store.send({ text }));
    await atLimit;
    const asked = line.sentBytes();
    const between = await send(anns, 'lobby', 'may I?');
    await sent[points];
    // He asked once, heard how long to wait, and asked again then: not with each of what waits.
    expect(line.sentBytes() - asked).toBeLessThan(1_000);
    const messages = await Promise.all(sent);
    const seqs = messages.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(between.seq).toBe(points + 1);
    expect(store.messages.every(({ delivery }) => delivery === 'sent')).toBe(true);
    const history = await wholeHistory(server, ann.accessToken, 'lobby');
    expect(history.filter(({ sender }) => sender.id !== ann.user.id).map(({ text }) => text)).toEqual(texts);
    flooder.close();
    anns.disconnect();
  });
});
