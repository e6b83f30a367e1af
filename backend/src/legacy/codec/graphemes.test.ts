import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { graphemes } from './graphemes.js';

describe('Characters as a reader sees them', () => {
  it('are those of the whole text, however long it is', () => {
    const character = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom('🇨🇳', '👨‍👩‍👧', 'e\u0301', '\r\n', '中', '🏴\u{E0067}\u{E0062}\u{E007F}'),
    );
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.array(character, { minLength: 200, maxLength: 1500 }), (characters) => {
        const text = characters.join('');
        expect([...graphemes(text)]).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment));
      }),
      { numRuns: 30 },
    );
  });

  it('are code points where one is made to be endless, and never half of one', () => {
    const text = `a${'\u{E0100}'.repeat(5000)}b`;
    const found = [...graphemes(text)];
    expect(found.join('')).toBe(text);
    expect(found.every((one) => one.isWellFormed())).toBe(true);
  });
});
