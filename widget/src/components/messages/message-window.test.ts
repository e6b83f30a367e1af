import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../../client/testing/messages.js';
import type { RoomMessage } from '../../client/types.js';
import { keyOf, MessageWindow } from './message-window.js';

const messages = (from: number, to: number): RoomMessage[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ ...aMessage(from + at), delivery: 'sent' }));
const seqs = (shown: readonly RoomMessage[]) => [shown[0]?.seq, shown.at(-1)?.seq];

describe('the stretch of messages in the page', () => {
  it('is the newest of them at first, and moves along with what arrives', () => {
    const window = new MessageWindow();
    expect(seqs(window.slice(messages(1, 300)))).toEqual([261, 300]);
    expect(seqs(window.slice(messages(1, 310)))).toEqual([271, 310]);
    expect([window.hasOlder, window.hasNewer]).toEqual([true, false]);
  });

  it('holds everything of a small room', () => {
    const window = new MessageWindow();
    expect(seqs(window.slice(messages(1, 5)))).toEqual([1, 5]);
    expect([window.hasOlder, window.hasNewer]).toEqual([false, false]);
  });

  it('stays where it is while somebody reads back, whatever arrives at the end or loads before the start', () => {
    const window = new MessageWindow();
    window.slice(messages(101, 300));
    window.isFollowing = false;
    expect(seqs(window.slice(messages(101, 350)))).toEqual([261, 300]);
    expect(seqs(window.slice(messages(51, 350)))).toEqual([261, 300]);
    expect(window.hasNewer).toBe(true);
  });

  it('moves up and down by steps, gives up what is spare at the other end, and never grows without a bound', () => {
    const window = new MessageWindow();
    const all = messages(1, 1000);
    window.slice(all);
    window.older(all, 0);
    expect(seqs(window.slice(all))).toEqual([951, 1000]);
    window.older(all, 12);
    expect(seqs(window.slice(all))).toEqual([941, 988]);
    expect(window.hasNewer).toBe(true);
    window.newer(all, 5);
    expect(seqs(window.slice(all))).toEqual([946, 998]);
    window.newer(all, 0);
    expect(seqs(window.slice(all))).toEqual([946, 1000]);
    expect(window.hasNewer).toBe(false);
    for (let step = 0; step < 50; step++) window.older(all, 0);
    expect(seqs(window.slice(all))).toEqual([446, 745]);
    for (let step = 0; step < 50; step++) window.newer(all, 0);
    expect(seqs(window.slice(all))).toEqual([701, 1000]);
  });

  it('gives up nothing of what is selected, unless it is too much', () => {
    const window = new MessageWindow();
    const all = messages(1, 1000);
    const keyOfSeq = (seq: number): string => keyOf(all[seq - 1] as RoomMessage);
    window.slice(all);
    window.held = [keyOfSeq(970), keyOfSeq(990)];
    window.older(all, 40);
    expect(seqs(window.slice(all))).toEqual([951, 990]);
    window.newer(all, 40);
    expect(seqs(window.slice(all))).toEqual([970, 1000]);
    for (let step = 0; step < 50; step++) window.older(all, 40);
    expect(seqs(window.slice(all))).toEqual([470, 769]);
  });

  it('gives up nothing of what is selected at the end, where it moves along with what arrives', () => {
    const window = new MessageWindow();
    window.slice(messages(1, 300));
    const [first, last] = messages(265, 266).map(keyOf);
    window.held = [first as string, last as string];
    expect(seqs(window.slice(messages(1, 340)))).toEqual([261, 340]);
    delete window.held;
    expect(seqs(window.slice(messages(1, 341)))).toEqual([262, 341]);
    window.held = [first as string, last as string];
    expect(seqs(window.slice(messages(1, 900)))).toEqual([601, 900]);
  });

  it('keeps its size at the end, where what is above was wanted too', () => {
    const window = new MessageWindow();
    window.slice(messages(1, 300));
    window.older(messages(1, 300), 0);
    window.isFollowing = true;
    expect(seqs(window.slice(messages(1, 305)))).toEqual([256, 305]);
  });

  it('goes to a message that is looked for, and stays when that is in the page already', () => {
    const window = new MessageWindow();
    const all = messages(1, 1000);
    window.slice(all);
    window.include(all, 970);
    expect(seqs(window.slice(all))).toEqual([961, 1000]);
    window.include(all, 500);
    expect(seqs(window.slice(all))).toEqual([480, 519]);
  });

  it('goes to what follows a message that is gone', () => {
    const window = new MessageWindow();
    const rest = [...messages(1, 499), ...messages(501, 1000)];
    window.slice(rest);
    window.include(rest, 500);
    expect(seqs(window.slice(rest))).toEqual([480, 520]);
  });

  it('goes to the newest when what it showed is not there any more', () => {
    const window = new MessageWindow();
    window.slice(messages(1, 300));
    window.isFollowing = false;
    expect(seqs(window.slice(messages(900, 1000)))).toEqual([961, 1000]);
  });
});
