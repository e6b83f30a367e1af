import { limits } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { pageAfter } from './page-after.js';
import { changeAfter, message } from './testing/changes.js';

const full = limits.catchUpMax;
/** Changes `prev + 1` to `prev + count`; the room is at `rev`. */
const read = (prev: number, count: number, rev: number) =>
  changeAfter(
    prev,
    Array.from({ length: count }, (_, n) => message(prev + 1 + n)),
    rev,
  );

describe('a page out of changes that several share', () => {
  it('holds what came after its own place, and nothing before it', () => {
    const page = pageAfter(7, read(5, 10, 15), true);
    expect(page?.prev).toBe(7);
    expect(page?.messages.map(({ rev }) => rev)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(page?.rev).toBe(15);
  });

  it('tells how far the room has come when it holds the end, though its last changes are to messages that changed again', () => {
    expect(pageAfter(5, read(5, 10, 21), true)?.rev).toBe(21);
    expect(pageAfter(20, read(5, 10, 21), true)).toMatchObject({ prev: 20, rev: 21, messages: [] });
  });

  it('is full at most, and says where it stops', () => {
    const page = pageAfter(5, read(0, full + 20, full + 20), true);
    expect(page?.messages).toHaveLength(full);
    expect(page?.rev).toBe(full + 5);
  });

  it('is none when more is to be read for it', () => {
    expect(pageAfter(100, read(0, 2 * full, 9999), false)?.rev).toBe(full + 100);
    expect(pageAfter(full + 1, read(0, 2 * full, 9999), false)).toBeUndefined();
  });
});
