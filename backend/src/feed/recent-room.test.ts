import { describe, expect, it } from '@jest/globals';
import { keptChanges, RecentRoom } from './recent-room.js';
import { changeAfter, message } from './testing/changes.js';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const messages = (from: number, to: number) => numbers(from, to).map((each) => message(each));

describe('what is kept of a room', () => {
  it('answers in rev order with everything after a rev', () => {
    const room = new RecentRoom(changeAfter(10, messages(11, 13)));
    room.append(changeAfter(10, messages(11, 13)));
    room.append(changeAfter(13, [message(12, 14)]));
    expect(room.changesSince(11, 500)?.messages.map(({ seq, rev }) => [seq, rev])).toEqual([
      [13, 13],
      [12, 14],
    ]);
    expect(room.changesSince(9, 500)).toBeUndefined();
  });

  it('never claims to know what it has thrown away, also when it was loaded while changes came in', () => {
    const room = new RecentRoom(changeAfter(25, [message(26)]));
    room.append(changeAfter(25, [message(26)]));
    // The database was further than what had been told.
    room.prepend(changeAfter(0, messages(1, 30)));
    room.append(changeAfter(26, messages(27, keptChanges + 20)));
    for (let rev = keptChanges + 21; rev <= keptChanges + 40; rev++) {
      room.append(changeAfter(rev - 1, [message(rev)]));
      for (let since = 15; since < 45; since++) {
        const known = room.changesSince(since, keptChanges)?.messages.map((each) => each.rev);
        if (known) expect(known.join()).toBe(numbers(since + 1, room.rev).join());
      }
    }
  });
});
