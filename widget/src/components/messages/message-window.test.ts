import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../../client/testing/messages.js';
import type { RoomMessage } from '../../client/types.js';
import { MessageWindow } from './message-window.js';

const messages = (from: number, to: number): RoomMessage[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ ...aMessage(from + at), delivery: 'sent' }));
const seqs = (shown: readonly RoomMessage[]) => [shown[0]?.seq, shown.at(-1)?.seq];

describe('the stretch of messages in the page', () => {
  it('is the newest of them at first, and moves along with what arrives', () => {
    const window = new MessageWindow();
    expect(seqs(window.slice(messages(1, 300)))).toEqual([241, 300]);
    expect(seqs(window.slice(messages(1, 310)))).toEqual([251, 310]);
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
    expect(seqs(window.slice(messages(101, 350)))).toEqual([241, 300]);
    expect(seqs(window.slice(messages(51, 350)))).toEqual([241, 300]);
    expect(window.hasNewer).toBe(true);
  });

  it('moves up and down by steps and never grows without a bound', () => {
    const window = new MessageWindow();
    const all = messages(1, 1000);
    window.slice(all);
    for (let step = 0; step < 5; step++) window.older(all);
    expect(seqs(window.slice(all))).toEqual([741, 880]);
    window.newer(all);
    expect(seqs(window.slice(all))).toEqual([781, 920]);
    for (let step = 0; step < 5; step++) window.newer(all);
    expect(seqs(window.slice(all))).toEqual([861, 1000]);
    expect(window.hasNewer).toBe(false);
  });

  it('goes to a message that is looked for, and stays when that is in the page already', () => {
    const window = new MessageWindow();
    const all = messages(1, 1000);
    window.slice(all);
    window.include(all, 950);
    expect(seqs(window.slice(all))).toEqual([941, 1000]);
    window.include(all, 500);
    expect(seqs(window.slice(all))).toEqual([480, 539]);
  });

  it('goes to the newest when what it showed is not there any more', () => {
    const window = new MessageWindow();
    window.slice(messages(1, 300));
    window.isFollowing = false;
    expect(seqs(window.slice(messages(900, 1000)))).toEqual([941, 1000]);
  });
});
