import type { HistoryPage, JoinedRoom } from '@chat-room/protocol';
import { describe, expect, it, jest } from '@jest/globals';
import type { PageQuery } from './room-history.js';
import { RoomTimeline } from './room-timeline.js';
import { aMessage } from './testing/messages.js';

/** How many messages the room has. */
const newest = 300;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => aMessage(from + at));

/** A timeline whose pages come when the test lets them. */
function timelineOf() {
  const asked: { query: PageQuery; come(): void; fail(error: Error): void }[] = [];
  let heard: () => void = () => undefined;
  const page = (query: PageQuery) =>
    new Promise<HistoryPage>((resolve, reject) => {
      const { before = newest + 1, after, limit = 50 } = query;
      const from = after === undefined ? Math.max(1, before - limit) : after + 1;
      const to = after === undefined ? Math.min(newest, before - 1) : Math.min(newest, after + limit);
      asked.push({ query, come: () => resolve({ messages: range(from, to), seq: newest }), fail: reject });
      heard();
    });
  let changed: () => void = () => undefined;
  const timeline = new RoomTimeline(
    async () => ({ page }),
    () => changed(),
  );
  return {
    timeline,
    /** Nothing is on its way any more. */
    async rest() {
      while (timeline.loading) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
      // Whoever waited for it as well goes on first.
      await new Promise((resolve) => setImmediate(resolve));
    },
    /** The next page that is asked for. */
    async next() {
      while (asked.length === 0) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
      return asked.shift() as (typeof asked)[number];
    },
  };
}

const answer = (messages: JoinedRoom['messages'], more: boolean): JoinedRoom => ({
  room: { slug: 'lobby', kind: 'public', title: 'Lobby' } as JoinedRoom['room'],
  me: { role: 'member', readSeq: 0, clearedSeq: 0 } as JoinedRoom['me'],
  ...{ online: [], onlineCount: 0, reads: {}, messages, seq: newest, rev: newest, more },
});

describe('the timeline of a room', () => {
  it('puts nothing that one person asked for into the room of the next, and tells him of no failure of that', async () => {
    const { timeline, next } = timelineOf();
    timeline.take(answer(range(251, 300), true), undefined);
    const around = timeline.loadAround(100);
    const page = await next();
    const older = timeline.loadOlder();
    timeline.reset();
    timeline.take(answer(range(251, 300), true), undefined);
    page.come();
    await around;
    expect(timeline.run.items[0]?.seq).toBe(251);
    expect(timeline.run.isLive).toBe(true);
    const second = await next();
    timeline.reset();
    second.fail(new Error('signed out'));
    await older;
    expect(timeline.loadError).toBeUndefined();
  });

  it('goes to the newest messages though a page of newer ones is on its way', async () => {
    const { timeline, next } = timelineOf();
    timeline.take(answer(range(251, 300), true), undefined);
    const around = timeline.loadAround(100);
    (await next()).come();
    await around;
    const newer = timeline.loadNewer();
    const latest = timeline.loadLatest();
    const page = await next();
    expect(page.query.after).toBe(125);
    page.come();
    await newer;
    (await next()).come();
    await latest;
    expect(timeline.run.items.map(({ seq }) => seq)).toEqual(range(251, 300).map(({ seq }) => seq));
  });

  it('is asked for anew before the addresses of its files expire', () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    try {
      const { timeline } = timelineOf();
      timeline.take(answer(range(251, 300), true), undefined);
      jest.setSystemTime(Date.UTC(2026, 0, 6));
      timeline.take(answer(range(300, 300), false), 300);
      expect(timeline.isStale).toBe(false);
      jest.setSystemTime(Date.UTC(2026, 0, 7, 1));
      expect(timeline.isStale).toBe(true);
      timeline.startOver();
      timeline.take(answer(range(251, 300), true), timeline.since);
      expect(timeline.isStale).toBe(false);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves who reads back where he is when it is asked for anew', async () => {
    const { timeline, next, rest } = timelineOf();
    timeline.take(answer(range(251, 300), true), undefined);
    for (let pages = 0; pages < 3; pages++) {
      const older = timeline.loadOlder();
      (await next()).come();
      await older;
    }
    timeline.view(120, 130);
    timeline.startOver();
    timeline.take(answer(range(251, 300), true), timeline.since);
    (await next()).come();
    await rest();
    expect(timeline.run.items.map(({ seq }) => seq)).toEqual(range(101, 150).map(({ seq }) => seq));
    expect(timeline.run.isLive).toBe(false);
    // Near enough to the end, what he looks at is on the newest page.
    timeline.view(280, 290);
    timeline.startOver();
    timeline.take(answer(range(251, 300), true), timeline.since);
    expect(timeline.run.items[0]?.seq).toBe(251);
    expect(timeline.run.isLive).toBe(true);
  });

  it('asks a minute later for what it could not be told anew, and claims no end meanwhile', async () => {
    const { timeline, next, rest } = timelineOf();
    timeline.take(answer(range(251, 300), true), undefined);
    timeline.view(251, 255);
    timeline.startOver();
    timeline.take(answer(range(251, 300), true), timeline.since);
    (await next()).fail(new Error('no line'));
    await rest();
    expect(timeline.run.isLive).toBe(false);
    expect(timeline.isStale).toBe(false);
    jest.useFakeTimers({ now: Date.now() + 61_000 });
    try {
      expect(timeline.isStale).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });

  it('asks once for a page that is on its way', async () => {
    const { timeline, next } = timelineOf();
    timeline.take(answer(range(251, 300), true), undefined);
    const older = timeline.loadOlder();
    const page = await next();
    expect(page.query.before).toBe(251);
    const again = timeline.loadOlder();
    page.come();
    await Promise.all([older, again]);
    expect(timeline.run.items).toHaveLength(100);
  });
});
