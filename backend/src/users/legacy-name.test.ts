import { describe, expect, it } from '@jest/globals';
import { idInLegacyName, legacyName } from './legacy-name.js';

describe('names that old clients know people by', () => {
  it.each(['ann', 'José', '小明', 'हिन्दी', 'a.b-c_d'])('are the user name: %s', (username) => {
    expect(legacyName({ id: 'x1y2z3', username })).toBe(username);
    expect(idInLegacyName(username)).toBeUndefined();
  });

  it('have boxes and an id where the user name has characters that old clients die of', () => {
    const name = legacyName({ id: 'x1y2z3', username: '𠮷野' });
    expect(name).toBe('□野:x1y2z3');
    expect(idInLegacyName(name)).toBe('x1y2z3');
    expect(Buffer.byteLength(legacyName({ id: 'x1y2z3x1y2z3', username: '𠀀'.repeat(32) }))).toBeLessThanOrEqual(128);
  });
});
