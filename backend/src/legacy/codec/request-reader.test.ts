import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProtocolViolation } from './protocol-violation.js';
import type { Request, StringLimits } from './request.js';
import { RequestReader } from './request-reader.js';

const limits: StringLimits = { name: 128, password: 1024, content: 16_001, path: 4096 };

const u32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const lstr = (text: string) => Buffer.concat([u32(Buffer.byteLength(text)), Buffer.from(text)]);
const bytesOf = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

const logIn = bytesOf('1', lstr('小明'), lstr('pa ss'));
const known: [string, Buffer, Request][] = [
  ['a log-in', logIn, { command: 'log-in', user: '小明', password: 'pa ss' }],
  [
    'a registration',
    bytesOf('2', lstr('bob'), lstr('secret'), lstr('C:/头像/1.png')),
    { command: 'register', user: 'bob', password: 'secret', avatarPath: 'C:/头像/1.png' },
  ],
  [
    'a message',
    bytesOf('3', lstr('【群聊】'), lstr('你好 😀\n')),
    { command: 'message', target: '【群聊】', content: '你好 😀\n' },
  ],
  ['a message without any text', bytesOf('3', lstr(''), lstr('')), { command: 'message', target: '', content: '' }],
  ['a refresh', bytesOf('4'), { command: 'refresh' }],
  [
    'a file by path',
    bytesOf('5', lstr('bob'), lstr('D:\\a.txt')),
    { command: 'file-by-path', target: 'bob', path: 'D:\\a.txt' },
  ],
  [
    'an empty file by bytes',
    bytesOf('6', lstr('bob'), lstr('a.txt'), u32(0)),
    { command: 'file-by-bytes', target: 'bob', name: 'a.txt', size: 0 },
  ],
];

/** Everything that is read from chunks, with bodies put behind the request they belong to. */
function readAll(chunks: Iterable<Uint8Array>, reader = new RequestReader(limits)): (Request | Buffer)[] {
  const read: (Request | Buffer)[] = [];
  let body = Buffer.alloc(0);
  for (const chunk of chunks) {
    reader.push(chunk);
    for (;;) {
      if (reader.missingBody > 0) {
        body = Buffer.concat([body, reader.takeBody()]);
        if (reader.missingBody > 0) break;
        read.push(body);
        body = Buffer.alloc(0);
      }
      const request = reader.next();
      if (!request) break;
      read.push(request);
    }
  }
  return read;
}

describe('Reading requests', () => {
  it.each(known)('reads %s', (_, bytes, request) => {
    expect(readAll([bytes])).toEqual([request]);
  });

  it.each(known)('reads %s however it is cut in two', (_, bytes, request) => {
    for (let at = 0; at <= bytes.length; at++) {
      expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).toEqual([request]);
    }
  });

  it.each(known)('reads %s a byte at a time, and not before its last byte', (_, bytes, request) => {
    const reader = new RequestReader(limits);
    for (const [index, byte] of bytes.entries()) {
      reader.push(Buffer.of(byte));
      expect(reader.next()).toEqual(index === bytes.length - 1 ? request : undefined);
    }
  });

  it('reads requests that come in one segment', () => {
    const all = Buffer.concat(known.map(([, bytes]) => bytes));
    expect(readAll([all])).toEqual(known.map(([, , request]) => request));
  });

  it('hands out the bytes of a file as they come, and goes on with what follows them', () => {
    const body = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256));
    const bytes = bytesOf('6', lstr('bob'), lstr('a.bin'), u32(300), body, logIn);
    const request = { command: 'file-by-bytes', target: 'bob', name: 'a.bin', size: 300 };
    const expected = [request, body, { command: 'log-in', user: '小明', password: 'pa ss' }];
    for (let at = 0; at <= bytes.length; at++) {
      expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(expected);
    }
  });

  it('keeps a byte order mark, which is text here', () => {
    expect(readAll([bytesOf('3', lstr('a'), lstr('\uFEFFb'))])).toMatchObject([{ content: '\uFEFFb' }]);
  });

  it.each([
    ['an unknown command', bytesOf('7'), 'unknown command byte 0x37'],
    ['a NUL', bytesOf('\0'), 'unknown command byte 0x00'],
    ['HTTP', bytesOf('GET / HTTP/1.1\r\n'), 'unknown command byte 0x47'],
    ['a name over the limit', bytesOf('1', u32(129)), 'user of 129 bytes, the limit is 128'],
    ['a password over the limit', bytesOf('1', lstr('a'), u32(1025)), 'password of 1025 bytes, the limit is 1024'],
    ['a target over the limit', bytesOf('3', u32(129)), 'target of 129 bytes, the limit is 128'],
    ['content over the limit', bytesOf('3', lstr('a'), u32(16_002)), 'content of 16002 bytes, the limit is 16001'],
    ['a path over the limit', bytesOf('5', lstr('a'), u32(4097)), 'path of 4097 bytes, the limit is 4096'],
    ['an avatar path over the limit', bytesOf('2', lstr('a'), lstr('b'), u32(4097)), /^avatarPath of 4097/],
    ['the largest length', bytesOf('1', u32(0xffffffff)), 'user of 4294967295 bytes, the limit is 128'],
    ['text that is not UTF-8', bytesOf('1', u32(2), Buffer.of(0xc3, 0x28)), 'user is not UTF-8'],
    ['a surrogate in UTF-8', bytesOf('1', u32(3), Buffer.of(0xed, 0xa0, 0x80)), 'user is not UTF-8'],
  ])('refuses %s as soon as it can be seen', (_, bytes, reason) => {
    const reader = new RequestReader(limits);
    reader.push(bytes);
    expect(() => reader.next()).toThrow(ProtocolViolation);
    const again = new RequestReader(limits);
    again.push(bytes);
    expect(() => again.next()).toThrow(reason);
  });

  it('asks whether a command is allowed at its first byte', () => {
    const reader = new RequestReader(limits, (command) => {
      throw new ProtocolViolation(`${command} before a log-in`);
    });
    reader.push(Buffer.from('3'));
    expect(() => reader.next()).toThrow('message before a log-in');
  });

  it('takes strings of exactly the limits', () => {
    const request = { command: 'log-in', user: 'u'.repeat(128), password: 'p'.repeat(1024) };
    expect(readAll([bytesOf('1', lstr(request.user), lstr(request.password))])).toEqual([request]);
  });

  it('reads any requests, cut in any places', () => {
    const text = (max: number) => fc.string({ unit: 'grapheme', maxLength: max });
    const request = fc.oneof(
      fc.record({ user: text(8), password: text(20) }).map(({ user, password }) => ({
        bytes: bytesOf('1', lstr(user), lstr(password)),
        read: [{ command: 'log-in', user, password }] as (Request | Buffer)[],
      })),
      fc.record({ target: text(8), content: text(200) }).map(({ target, content }) => ({
        bytes: bytesOf('3', lstr(target), lstr(content)),
        read: [{ command: 'message', target, content }] as (Request | Buffer)[],
      })),
      fc.record({ name: text(8), body: fc.uint8Array({ minLength: 1, maxLength: 300 }) }).map(({ name, body }) => ({
        bytes: bytesOf('6', lstr('a'), lstr(name), u32(body.length), Buffer.from(body)),
        read: [{ command: 'file-by-bytes', target: 'a', name, size: body.length }, Buffer.from(body)] as (
          | Request
          | Buffer
        )[],
      })),
    );
    fc.assert(
      fc.property(fc.array(request, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (requests, places) => {
        const bytes = Buffer.concat(requests.map((each) => each.bytes));
        const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
        expect(readAll(chunks)).toEqual(requests.flatMap((each) => each.read));
      }),
      { numRuns: 300 },
    );
  });

  it('ends on arbitrary bytes in a request, a violation, or waiting for more', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      // Bytes that get past the command and the first length.
      fc
        .tuple(fc.constantFrom('1', '2', '3', '4', '5', '6'), fc.uint8Array({ maxLength: 60 }), fc.uint8Array())
        .map(([command, name, rest]) => bytesOf(command, u32(name.length), Buffer.from(name), Buffer.from(rest))),
    );
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 6 }), (chunks) => {
        try {
          readAll(chunks);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolViolation);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('holds no more than the longest string and what came last, however much is promised and however it is cut', () => {
    const longest = 200;
    const bounds: StringLimits = { name: 20, password: 50, content: longest, path: 100 };
    const text = (most: number) => fc.nat(most).map((length) => lstr('x'.repeat(length)));
    const kept = fc.oneof(
      fc.tuple(text(20), text(50)).map((fields) => bytesOf('1', ...fields)),
      fc.tuple(text(20), text(longest)).map((fields) => bytesOf('3', ...fields)),
      fc.tuple(text(20), text(100)).map((fields) => bytesOf('5', ...fields)),
    );
    const broken = fc
      .tuple(fc.constantFrom('1', '3', '5'), fc.constantFrom(20, 21, 0xffff, 0xffffffff))
      .map(([command, promised]) => bytesOf(command, u32(promised)));
    const bytes = fc.oneof({ weight: 20, arbitrary: kept }, { weight: 1, arbitrary: broken });
    const many = fc.array(bytes, { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 64 }), (requests, segment) => {
        const all = Buffer.concat(requests);
        const reader = new RequestReader(bounds);
        for (let at = 0; at < all.length; at += segment) {
          try {
            readAll([all.subarray(at, at + segment)], reader);
          } catch (error) {
            expect(error).toBeInstanceOf(ProtocolViolation);
            return;
          }
          expect(reader.heldBytes).toBeLessThanOrEqual(2 * (longest + segment + 4));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds nothing between requests', () => {
    const reader = new RequestReader(limits);
    expect(readAll([logIn.subarray(0, 9), logIn.subarray(9)], reader)).toHaveLength(1);
    expect(reader.heldBytes).toBe(0);
  });

  it('takes 400,000 single bytes of one string in a moment', () => {
    const content = 'x'.repeat(400_000);
    const bytes = bytesOf('3', lstr('a'), lstr(content));
    const reader = new RequestReader({ ...limits, content: 400_001 });
    let read: Request | undefined;
    for (const byte of bytes) {
      reader.push(Buffer.of(byte));
      read = reader.next();
    }
    expect(read).toEqual({ command: 'message', target: 'a', content });
  });
});
