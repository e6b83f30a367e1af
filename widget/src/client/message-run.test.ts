import type { Message } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { MessageRun } from './message-run.js';
import { aMessage, aUser } from './testing/messages.js';

const page = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, i) => aMessage(from + i));

const seqs = (run: MessageRun): number[] => run.items.map(({ seq }) => seq);

function liveRun(from: number, to: number): MessageRun {
  const run = new MessageRun();
  run.showNewest(page(from, to), from - 1, to);
  return run;
}

describe('a run of messages', () => {
  it('adds new messages at the end, once', () => {
    const run = liveRun(5, 7);
    run.apply([aMessage(8)]);
    run.apply([aMessage(8), aMessage(9)]);
    expect(seqs(run)).toEqual([5, 6, 7, 8, 9]);
  });

  it('holds back what comes after a hole, and shows it when the hole is filled', () => {
    const run = liveRun(1, 3);
    run.apply([aMessage(6), aMessage(5)]);
    expect(seqs(run)).toEqual([1, 2, 3]);
    expect(run.hasHole(100)).toBe(true);
    run.apply([aMessage(4)]);
    expect(seqs(run)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(run.hasHole(100)).toBe(false);
  });

  it('never puts an older change over a newer one', () => {
    const run = liveRun(1, 3);
    run.apply([{ ...aMessage(2, 9), text: 'newer' }]);
    run.apply([{ ...aMessage(2, 8), text: 'older' }]);
    expect(run.items[1]?.text).toBe('newer');
  });

  it('has older messages until the beginning is reached', () => {
    const run = liveRun(51, 100);
    expect(run.hasOlder).toBe(true);
    run.extend(page(1, 50), 0, 50);
    expect(run.hasOlder).toBe(false);
    expect(seqs(run)).toEqual(page(1, 100).map(({ seq }) => seq));
  });

  it('refuses a page that does not touch it', () => {
    const run = liveRun(51, 100);
    expect(run.extend(page(1, 40), 0, 40)).toBe(false);
    expect(seqs(run)[0]).toBe(51);
  });

  it('keeps a change that overtakes the page which brings its message', () => {
    const run = liveRun(51, 100);
    run.isAwaitingPage = true;
    run.apply([{ ...aMessage(50, 101), text: 'edited', editedAt: 'now' }]);
    run.isAwaitingPage = false;
    run.extend(page(1, 50), 0, 50);
    expect(run.items.find(({ seq }) => seq === 50)?.text).toBe('edited');
  });

  it('shows no newer messages while it shows the past, but those that come while the last page is on its way', () => {
    const run = liveRun(51, 100);
    run.showPast(page(1, 50), 0, 50, 100);
    run.apply([aMessage(101)]);
    expect(run.isLive).toBe(false);
    expect(run.items.at(-1)?.seq).toBe(50);
    run.isAwaitingPage = true;
    run.apply([aMessage(102)]);
    run.isAwaitingPage = false;
    run.extend(page(51, 101), 50, 101, 101);
    expect(run.isLive).toBe(true);
    expect(run.items.at(-1)?.seq).toBe(102);
  });

  it('starts an empty room with its first message', () => {
    const run = liveRun(1, 0);
    expect(run.hasOlder).toBe(false);
    run.apply([aMessage(1)]);
    expect(seqs(run)).toEqual([1]);
  });

  it('shows what came before the first page', () => {
    const run = new MessageRun();
    run.apply([aMessage(4)]);
    run.showNewest(page(1, 3), 0, 3);
    expect(seqs(run)).toEqual([1, 2, 3, 4]);
    expect(run.isLive).toBe(true);
  });

  it('cuts the old end while the newest messages are looked at', () => {
    const run = liveRun(1, 1_000);
    run.apply(page(1_001, 1_010));
    run.trim();
    expect(run.items).toHaveLength(800);
    expect(run.items.at(-1)?.seq).toBe(1_010);
    expect(run.hasOlder).toBe(true);
    expect(run.isLive).toBe(true);
  });

  it('cuts the new end while old messages are looked at, and then shows the past', () => {
    const run = liveRun(51, 1_050);
    run.extend(page(1, 50), 0, 50);
    run.trim(10);
    expect(run.items[0]?.seq).toBe(1);
    expect(run.items.at(-1)?.seq).toBe(800);
    expect(run.isLive).toBe(false);
    run.apply([aMessage(1_051)]);
    expect(run.items.at(-1)?.seq).toBe(800);
  });

  it('forgets what is cleared, and has nothing older then', () => {
    const run = liveRun(51, 60);
    run.clear(55);
    expect(seqs(run)).toEqual([56, 57, 58, 59, 60]);
    expect(run.hasOlder).toBe(false);
    run.clear(60);
    expect(run.items).toEqual([]);
    run.apply([aMessage(61)]);
    expect(seqs(run)).toEqual([61]);
  });

  it('shows in a quote what the quoted message says now', () => {
    const run = liveRun(5, 6);
    const { id, sender } = aMessage(2);
    run.apply([{ ...aMessage(7), replyTo: { id, seq: 2, sender, text: 'before' } }]);
    run.apply([{ ...aMessage(2, 9), text: 'after', editedAt: 'now' }]);
    expect(run.items.at(-1)?.replyTo?.text).toBe('after');
    run.apply([{ ...aMessage(2, 8), text: 'older', editedAt: 'now' }]);
    expect(run.items.at(-1)?.replyTo?.text).toBe('after');
    run.apply([{ ...aMessage(2, 10), text: '', deletedAt: 'now' }]);
    expect(run.items.at(-1)?.replyTo?.text).toBe('');
  });

  it('cuts a quote at 200 characters, not in the middle of one', () => {
    const run = liveRun(1, 1);
    const { id, sender } = aMessage(1);
    run.apply([{ ...aMessage(2), replyTo: { id, seq: 1, sender, text: '' } }]);
    run.apply([{ ...aMessage(1, 3), text: '😀'.repeat(300), editedAt: 'now' }]);
    expect(run.items.at(-1)?.replyTo?.text).toBe('😀'.repeat(200));
  });

  it("shows somebody's new name on all his messages", () => {
    const run = liveRun(1, 2);
    const user = { ...aUser(), displayName: 'Renamed' };
    run.updateUser(user);
    expect(run.items.map(({ sender }) => sender.displayName)).toEqual(['Renamed', 'Renamed']);
  });

  it('says when it holds more aside than it can keep', () => {
    const run = liveRun(1, 1);
    run.apply(page(10, 2_500));
    expect(run.isOverrun).toBe(true);
  });
});
