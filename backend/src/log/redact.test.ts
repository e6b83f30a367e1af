import { describe, expect, it } from '@jest/globals';
import { redactor } from './redact.js';

const redacted = redactor({
  secret: 'a secret of more than thirty-two characters',
  database: { dialect: 'mysql', url: 'mysql://chat:p%40ssword@db:3306/chat' },
  redisUrl: 'redis://:hunter2@cache:6379',
});

describe('the log', () => {
  it.each([
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl failed', 'Bearer <token> failed'],
    [`refresh 0123456789abcdefghijklmn.${'Ab-_'.repeat(11).slice(1)} used`, 'refresh <token> used'],
    ['GET /api/v1/files/abc?e=1700000000&s=Zm9vYmFy 200', 'GET /api/v1/files/abc?e=1700000000&s=<signature> 200'],
    ['connect mysql://other:secret@host/db', 'connect mysql://other:<password>@host/db'],
    ['access denied with p@ssword', 'access denied with <secret>'],
    ['access denied with p%40ssword', 'access denied with <secret>'],
    ['NOAUTH hunter2', 'NOAUTH <secret>'],
    ['key: a secret of more than thirty-two characters.', 'key: <secret>.'],
  ])('writes %j as %j', (text, written) => {
    expect(redacted(text)).toBe(written);
  });

  it.each([
    'Listening on http://127.0.0.1:3000',
    'Database: SQLite (/var/lib/chat/chat.sqlite)',
    'GET /api/v1/rooms/lobby/messages 200 3.2 ms',
  ])('leaves %j alone', (text) => {
    expect(redacted(text)).toBe(text);
  });
});
