import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../../client/testing/messages.js';
import type { Notice, RoomMessage } from '../../client/types.js';
import { timeline } from './timeline.js';

const said = (seq: number, at: string): RoomMessage => ({
  ...aMessage(seq),
  createdAt: new Date(at).toISOString(),
  delivery: 'sent',
});
const arrival = (afterSeq: number, at = '2026-03-01T00:00'): Notice => ({
  id: `after-${afterSeq}`,
  type: 'joined',
  users: [aMessage(1).sender],
  at: new Date(at).getTime(),
  afterSeq,
});
const shown = (input: Partial<Parameters<typeof timeline>[0]>) =>
  timeline({ messages: [], notices: [], isLive: true, ...input }).map(({ at, items }) => [
    at?.getDate(),
    ...items.map((item) => (item.type === 'message' ? item.message.seq : item.type)),
  ]);

describe('the days of a conversation', () => {
  const messages = [said(1, '2026-03-01T10:00'), said(2, '2026-03-01T23:59'), said(3, '2026-03-02T00:01')];

  it('hold what was said on them, each under one mark', () => {
    expect(shown({ messages })).toEqual([
      [1, 1, 2],
      [2, 3],
    ]);
  });

  it('keep their key when older messages of the same day come before', () => {
    const keys = (from: number) =>
      timeline({ messages: messages.slice(from), notices: [], isLive: true }).map(({ key }) => key);
    expect(keys(1)).toEqual(keys(0));
  });

  it('have different keys, though a clock was put back', () => {
    const days = timeline({
      messages: [...messages, said(4, '2026-03-01T12:00')],
      notices: [],
      isLive: true,
    });
    expect(days.map(({ at }) => at?.getDate())).toEqual([1, 2, 1]);
    expect(new Set(days.map(({ key }) => key)).size).toBe(3);
  });

  it('put the new-messages line and who came between their messages', () => {
    expect(shown({ messages, firstUnreadSeq: 3, notices: [arrival(1), arrival(3)] })).toEqual([
      [1, 1, 'notice', 2],
      [2, 'unread', 3, 'notice'],
    ]);
  });

  it('are none where only people came', () => {
    expect(shown({ notices: [arrival(0)] })).toEqual([[undefined, 'notice']]);
  });

  it('begin with who came before the first message of the day', () => {
    const came = [arrival(2, '2026-03-01T23:59'), arrival(2, '2026-03-02T00:00')];
    expect(shown({ messages, notices: came })).toEqual([
      [1, 1, 2, 'notice'],
      [2, 'notice', 3],
    ]);
    expect(shown({ messages: messages.slice(0, 2), notices: came })).toEqual([
      [1, 1, 2, 'notice'],
      [2, 'notice'],
    ]);
  });

  it('are those of the messages where the clock of this machine is wrong', () => {
    expect(shown({ messages, notices: [arrival(2, '2026-02-01T12:00'), arrival(3, '2026-02-01T12:00')] })).toEqual([
      [1, 1, 2, 'notice'],
      [2, 3, 'notice'],
    ]);
    expect(shown({ messages, notices: [arrival(1, '2026-04-01T12:00')] })).toEqual([
      [1, 1, 'notice', 2],
      [2, 3],
    ]);
  });

  it('begin a group anew', () => {
    const [first, second] = timeline({ messages: messages.slice(1), notices: [], isLive: true });
    expect([first?.items[0], second?.items[0]]).toMatchObject([
      { first: true, last: true },
      { first: true, last: true },
    ]);
  });
});
