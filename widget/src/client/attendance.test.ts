import type { JoinedRoom, User } from '@chat-room/protocol';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from './attendance.js';
import { aUser } from './testing/messages.js';

const [me, ann, bob] = [aUser('me'), aUser('ann'), aUser('bob')];

function joined(...online: User[]): JoinedRoom {
  return {
    room: { slug: 'lobby', kind: 'public', title: 'lobby' },
    me: { role: 'member', readSeq: 0, clearedSeq: 0 },
    online,
    onlineCount: online.length,
    messages: [],
    seq: 0,
    rev: 0,
    more: false,
  };
}

const arrival = (user: User, onlineCount: number) => ({ room: 'lobby', joined: [user], left: [], onlineCount });

describe('attendance', () => {
  let attendance: Attendance;
  let changed: () => void;
  beforeEach(() => {
    attendance = new Attendance(() => changed());
  });
  /** Notices are given a moment later. */
  const givenNotices = (count: number): Promise<void> =>
    new Promise((resolve) => {
      changed = () => {
        if (attendance.notices.length === count) resolve();
      };
    });

  it('keeps the list, the count and the notices', async () => {
    attendance.take(joined(me, ann), 0);
    attendance.receive(arrival(bob, 3), me.id, 7, 1_000);
    attendance.receive({ room: 'lobby', joined: [], left: [ann], onlineCount: 2 }, me.id, 7, 2_000);
    expect(attendance.online).toEqual([me, bob]);
    expect(attendance.onlineCount).toBe(2);
    await givenNotices(2);
    expect(attendance.notices.map(({ type, users, afterSeq }) => [type, users[0]?.id, afterSeq])).toEqual([
      ['joined', 'bob', 7],
      ['left', 'ann', 7],
    ]);
  });

  it('says nothing of oneself', async () => {
    attendance.take(joined(me), 0);
    attendance.receive(arrival(me, 1), me.id, 0, 1_000);
    expect(attendance.online).toEqual([me]);
    attendance.receive(arrival(bob, 2), me.id, 0, 2_000);
    await givenNotices(1);
    expect(attendance.notices.map(({ users }) => users)).toEqual([[bob]]);
  });

  it('does not announce those who come back after the server was away', async () => {
    attendance.take(joined(me, ann), 0);
    attendance.take(joined(me), 100_000);
    attendance.receive(arrival(ann, 2), me.id, 0, 101_000);
    attendance.receive(arrival(bob, 3), me.id, 0, 102_000);
    await givenNotices(1);
    expect(attendance.notices.map(({ users }) => users)).toEqual([[bob]]);
  });
});
