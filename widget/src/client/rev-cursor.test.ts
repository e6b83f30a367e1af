import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RevCursor } from './rev-cursor.js';

describe('the cursor over the changes of a room', () => {
  it('is behind until the first answer', () => {
    const cursor = new RevCursor();
    expect(cursor.isBehind).toBe(true);
    cursor.advance(0);
    expect(cursor.isBehind).toBe(false);
  });

  it('follows batches that go on where it stands, or overlap it', () => {
    const cursor = new RevCursor();
    cursor.advance(10);
    cursor.receive(10, 12);
    cursor.receive(8, 13);
    expect(cursor.at).toBe(13);
    expect(cursor.isBehind).toBe(false);
  });

  it('does not jump over a gap, and takes in what lay behind it when the gap is filled', () => {
    const cursor = new RevCursor();
    cursor.advance(10);
    cursor.receive(15, 16);
    cursor.receive(12, 15);
    expect(cursor.at).toBe(10);
    expect(cursor.isBehind).toBe(true);
    cursor.advance(12);
    expect(cursor.at).toBe(16);
    expect(cursor.isBehind).toBe(false);
  });

  it('counts batches that came before the first answer', () => {
    const cursor = new RevCursor();
    cursor.receive(7, 8);
    cursor.advance(7);
    expect(cursor.at).toBe(8);
  });

  it('knows that it is behind after more pieces than it remembers', () => {
    const cursor = new RevCursor();
    cursor.advance(1);
    for (let rev = 3; rev < 400; rev += 2) cursor.receive(rev, rev + 1);
    expect(cursor.at).toBe(1);
    cursor.advance(3);
    expect(cursor.isBehind).toBe(true);
    cursor.advance(400);
    expect(cursor.isBehind).toBe(false);
  });

  it('stands exactly where an unbroken chain of batches ends, in whatever order they come', () => {
    const batches = fc
      .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 })
      .map((sizes) => sizes.map((size, i) => ({ prev: sum(sizes, i), rev: sum(sizes, i) + size })));
    const delivery = batches.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 0 })),
    );
    fc.assert(
      fc.property(delivery, ([all, delivered]) => {
        const cursor = new RevCursor();
        cursor.advance(0);
        for (const { prev, rev } of delivered) cursor.receive(prev, rev);
        const firstMissing = all.findIndex((batch) => !delivered.includes(batch));
        const end = firstMissing < 0 ? all.at(-1)?.rev : all[firstMissing]?.prev;
        expect(cursor.at).toBe(end);
        const heard = Math.max(0, ...delivered.map(({ rev }) => rev));
        expect(cursor.isBehind).toBe(heard > (end ?? 0));
      }),
    );
  });
});

function sum(sizes: number[], upTo: number): number {
  return sizes.slice(0, upTo).reduce((total, size) => total + size, 0);
}
