import { stickers } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { storedText, textFrames } from './content.js';
import { messageFrame } from './frames.js';

/** The contents of message frames, and that there is nothing else in them. */
function contents(frames: Buffer[]): string[] {
  return frames.map((frame) => {
    const start = messageFrame('group_chat', 'ab', '').length;
    const content = frame.subarray(start).toString();
    expect(frame.equals(messageFrame('group_chat', 'ab', content))).toBe(true);
    return content;
  });
}
const sent = (text: string, emoji: 'shortcode' | 'raw' = 'shortcode', path: 'loopback' | 'network' = 'loopback') =>
  contents(textFrames('group_chat', 'ab', text, { emoji, path }));

describe('What old clients send', () => {
  it.each([
    ['typed text without its newline', 'hello\n', 'hello'],
    ['one newline of two', 'hello\n\n', 'hello\n'],
    ['text that never had one', 'hello', 'hello'],
    ['a typed sticker code as text', 'aa**\n', 'aa**'],
    ['the typed word exit as text', 'exit\n', 'exit'],
    ['almost a sticker code as text', 'aa** ', 'aa** '],
  ])('stores %s', (_, content, text) => {
    expect(storedText(content)).toBe(text);
  });

  it.each(stickers.map(({ code, emoji }) => [code, emoji]))('stores the sticker %s as %s', (code, emoji) => {
    expect(storedText(code)).toBe(emoji);
  });
});

describe('What old clients get', () => {
  it.each(stickers.map(({ code, emoji }) => [emoji, code]))('gets %s as %s, without a newline', (emoji, code) => {
    expect(sent(emoji)).toEqual([code]);
    expect(sent(emoji, 'raw')).toEqual([code]);
  });

  it.each([
    ['text with its newline back', 'hello', ['hello\n']],
    ['a sticker beside text as a shortcode', '😎!', [':sunglasses:!\n']],
    ['a code that somebody typed as text', 'aa**', ['aa**\n']],
    ['a notice that somebody typed as text', '* 系统提示: a 加入聊天室', ['* 系统提示: a 加入聊天室\n']],
    ['Windows and old Mac line ends as newlines', 'a\r\nb\rc', ['a\nb\nc\n']],
    ['no control characters', 'a\0b\u001b[31m\u0085c\td', ['ab[31mc\td\n']],
  ])('gets %s', (_, text, expected) => {
    expect(sent(text)).toEqual(expected);
  });

  it.each([
    ['3,070 bytes and a newline as one message', 'x'.repeat(3070), 1],
    ['3,071 bytes as two', 'x'.repeat(3071), 2],
    ['3,072 bytes as two', 'x'.repeat(3072), 2],
    ['what is 3,072 bytes with the newline as two', `${'中'.repeat(1023)}xx`, 2],
    ['4,000 Chinese characters as four', '中'.repeat(4000), 4],
  ])('gets %s', (_, text, count) => {
    const pieces = sent(text);
    expect(pieces).toHaveLength(count);
    expect(pieces.map((piece) => piece.replace(/\n$/, '')).join('')).toBe(text);
  });

  it('gets no frame over a network that a segment would not carry', () => {
    const frames = textFrames('private_chat', '名'.repeat(32), '中'.repeat(4000), { emoji: 'raw', path: 'network' });
    expect(frames.length).toBeGreaterThan(10);
    for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(1200);
    expect(sent('中'.repeat(300), 'raw', 'network')).toHaveLength(1);
  });

  it('gets text raw where the listener says so', () => {
    expect(sent('𠀀 🎉', 'raw')).toEqual(['𠀀 🎉\n']);
  });

  it('never gets 3,072 bytes or more, half a character, or one beyond U+FFFF, and loses nothing of plain text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc
        .array(fc.constantFrom('中', 'e\u0301', '👨‍👩‍👧', 'x', '\n', '🇨🇳'), { minLength: 900, maxLength: 4000 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('shortcode' as const, 'raw' as const), (given, emoji) => {
        const pieces = sent(given, emoji);
        for (const piece of pieces) {
          expect(Buffer.byteLength(piece)).toBeLessThan(3072);
          if (emoji === 'shortcode') expect(piece).not.toMatch(/[\u{10000}-\u{10FFFF}]/u);
        }
        if (!/[^\P{Cc}\n\t]/u.test(given) && emoji === 'raw' && pieces[0]?.endsWith('\n')) {
          expect(pieces.map((piece) => piece.slice(0, -1)).join('')).toBe(given.toWellFormed());
        }
      }),
      { numRuns: 200 },
    );
  });
});
