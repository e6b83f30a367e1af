import { describe, expect, it } from '@jest/globals';
import { frames, readPacket } from './packet.js';

describe('reading frames', () => {
  it.each([
    ['0{"sid":"a","pingInterval":1000,"pingTimeout":500}', { type: 'handshake', pingInterval: 1000, pingTimeout: 500 }],
    ['2', { type: 'ping' }],
    ['40{"sid":"b"}', { type: 'opened' }],
    ['44{"message":"no","data":{"code":"banned"}}', { type: 'refused', data: { code: 'banned' } }],
    ['44{"message":"no"}', { type: 'refused', data: undefined }],
    ['42["messages",{"room":"a\\n2"}]', { type: 'event', name: 'messages', payload: { room: 'a\n2' } }],
    ['4317[{"ok":true}]', { type: 'answer', id: 17, value: { ok: true } }],
    ['41', { type: 'closed' }],
    ['1', { type: 'closed' }],
  ])('takes %s for what it is', (frame, packet) => expect(readPacket(frame)).toMatchObject(packet));

  it.each(['', '3', '6', 'x', '42', '42{', '42{"a":1}', '43', '451-["binary"]', '42/admin,["event"]'])(
    'passes over %j',
    (frame) => expect(readPacket(frame)).toBeUndefined(),
  );
});

describe('writing frames', () => {
  it('puts the acknowledgement number before what is said', () => {
    expect(frames.event(3, 'room:leave', { room: 'lobby' })).toBe('423["room:leave",{"room":"lobby"}]');
    expect(frames.enter({ token: 't' })).toBe('40{"token":"t"}');
  });
});
