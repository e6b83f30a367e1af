import { describe, expect, it } from '@jest/globals';
import { fittingIn } from './answer-size.js';
import { message } from './testing/changes.js';

const messages = (count: number, characters: number) =>
  Array.from({ length: count }, (_, n) => ({ ...message(n + 1), text: '话'.repeat(characters) }));

describe('one answer', () => {
  it('takes as many messages as are asked for, if they are as long as most are', () => {
    expect(fittingIn(messages(500, 300))).toBe(500);
    expect(fittingIn([])).toBe(0);
  });

  it('takes fewer long ones, and one at the least', () => {
    expect(fittingIn(messages(500, 49_500))).toBe(10);
    expect(fittingIn(messages(3, 900_000))).toBe(1);
  });
});
