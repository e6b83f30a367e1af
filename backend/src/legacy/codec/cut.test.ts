import { describe, expect, it } from '@jest/globals';
import { cut } from './cut.js';

describe('Cutting text', () => {
  it.each([
    ['leaves short text alone', 'abc', 3, ['abc']],
    ['leaves no text alone', '', 3, ['']],
    ['cuts at the bound', 'abcd', 3, ['abc', 'd']],
    ['never cuts a character', '中中', 5, ['中', '中']],
    ['never cuts an accent off its letter', 'aae\u0301', 4, ['aa', 'e\u0301']],
    ['never cuts a family', 'ab👨‍👩‍👧', 19, ['ab', '👨‍👩‍👧']],
    ['never cuts a flag', 'ab🇨🇳🇨🇳', 10, ['ab🇨🇳', '🇨🇳']],
    ['never parts \\r from \\n', 'aa\r\n', 3, ['aa', '\r\n']],
    [
      'cuts what is no character any more between code points',
      `a${'\u0301'.repeat(4)}`,
      4,
      ['a\u0301', '\u0301\u0301', '\u0301'],
    ],
  ])('%s', (_, text, bytes, pieces) => {
    expect(cut(text, bytes)).toEqual(pieces);
  });

  it('takes the longest message of stacked marks in a moment', () => {
    const pieces = cut(`a${'\u0301'.repeat(100_000)}`, 3070);
    expect(pieces).toHaveLength(66);
  });

  it('takes the longest message of anything in a moment', () => {
    for (const character of ['中', '👨‍👩‍👧', '🇨🇳', 'e\u0301', 'x']) {
      const text = character.repeat(100_000);
      const pieces = cut(text, 3070);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => piece.length % character.length === 0)).toBe(true);
    }
  });
});
