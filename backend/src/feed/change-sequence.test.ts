import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RoomChange } from '../bus/topics.js';
import { ChangeSequence } from './change-sequence.js';
import { changeAfter, message } from './testing/changes.js';

const revsOf = (changes: readonly RoomChange[]) => changes.flatMap(({ messages }) => messages.map(({ rev }) => rev));
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
/** Changes `prev + 1` to `rev` of one room, each to a message of its own. */
const stretch = (prev: number, rev: number) =>
  changeAfter(
    prev,
    numbers(prev + 1, rev).map((each) => message(each)),
  );

describe('the sequence of a room', () => {
  it('makes each change due once, in order, whatever order, overlap and repetition they come in', () => {
    const pieces = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 6 })), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, (stretches) => {
        const sequence = new ChangeSequence();
        sequence.known = 0;
        const due = [...stretches, [0, 40] as const].flatMap(([prev, length]) =>
          sequence.take(stretch(prev, prev + length)),
        );
        expect(revsOf(due)).toEqual(numbers(1, 40));
        for (const [index, { prev }] of due.entries()) expect(prev).toBe(due[index - 1]?.rev ?? 0);
        expect(sequence.isWaiting).toBe(false);
      }),
    );
  });

  it('begins with whatever comes first', () => {
    const sequence = new ChangeSequence();
    expect(revsOf(sequence.take(stretch(7, 9)))).toEqual([8, 9]);
    expect(sequence.take(stretch(5, 7))).toEqual([]);
    expect(sequence.reached).toBe(9);
  });

  it('waits for what is missing after what is known', () => {
    const sequence = new ChangeSequence();
    sequence.known = 7;
    expect(sequence.take(stretch(8, 9))).toEqual([]);
    expect(sequence.isWaiting).toBe(true);
    expect(revsOf(sequence.take(stretch(7, 8)))).toEqual([8, 9]);
    expect(sequence.isWaiting).toBe(false);
  });

  it('passes on what is told though it is known, since somebody may have been told of nothing', () => {
    const sequence = new ChangeSequence();
    sequence.known = 9;
    expect(revsOf(sequence.take(stretch(7, 9)))).toEqual([8, 9]);
  });

  it('learns from a change without messages that it lags', () => {
    const sequence = new ChangeSequence();
    sequence.take(stretch(0, 3));
    expect(sequence.take(changeAfter(5, [], 5))).toEqual([]);
    expect(sequence.isWaiting).toBe(true);
    expect(revsOf(sequence.take(stretch(3, 5)))).toEqual([4, 5]);
    expect(sequence.isWaiting).toBe(false);
  });

  it('takes a message of which only the last change is left', () => {
    const sequence = new ChangeSequence();
    sequence.take(stretch(0, 2));
    const [due] = sequence.take(changeAfter(1, [message(1, 4), message(3, 5)]));
    expect(due).toMatchObject({ prev: 2, rev: 5 });
    expect(revsOf(due ? [due] : [])).toEqual([4, 5]);
  });
});
