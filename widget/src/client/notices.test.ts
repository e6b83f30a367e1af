import { describe, expect, it } from '@jest/globals';
import { withNotice } from './notices.js';
import { aUser } from './testing/messages.js';
import type { Notice } from './types.js';

const [ann, bob, cid] = [aUser('ann'), aUser('bob'), aUser('cid')];

function told(...events: Omit<Notice, 'id'>[]): string[] {
  const notices = events.reduce<readonly Notice[]>(withNotice, []);
  return notices.map(({ type, users }) => `${users.map(({ id }) => id).join(' ')} ${type}`);
}

describe('notices of people who come and go', () => {
  it('tells of people who come within seconds in one line', () => {
    expect(
      told(
        { type: 'joined', users: [ann], at: 0, afterSeq: 1 },
        { type: 'joined', users: [bob, cid], at: 3_000, afterSeq: 1 },
      ),
    ).toEqual(['ann bob cid joined']);
  });

  it('tells of them apart when a message lies between, or some time', () => {
    expect(
      told(
        { type: 'joined', users: [ann], at: 0, afterSeq: 1 },
        { type: 'joined', users: [bob], at: 1_000, afterSeq: 2 },
        { type: 'joined', users: [cid], at: 60_000, afterSeq: 2 },
      ),
    ).toEqual(['ann joined', 'bob joined', 'cid joined']);
  });

  it('says nothing of somebody who is back within seconds', () => {
    expect(
      told(
        { type: 'left', users: [ann, bob], at: 0, afterSeq: 1 },
        { type: 'joined', users: [ann], at: 2_000, afterSeq: 1 },
      ),
    ).toEqual(['bob left']);
  });

  it('keeps a bounded number', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({
      type: 'joined' as const,
      users: [ann],
      at: i * 60_000,
      afterSeq: i,
    }));
    expect(told(...many)).toHaveLength(100);
  });
});
