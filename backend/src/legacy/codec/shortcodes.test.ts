import { describe, expect, it } from '@jest/globals';
import { withShortcodes } from './shortcodes.js';

describe('Shortcodes', () => {
  it.each([
    ['plain 中文 é ❤️ ☕', 'plain 中文 é ❤️ ☕'],
    ['😀', ':grinning:'],
    ['🎉🎉', ':tada::tada:'],
    ['a😂b', 'a:joy:b'],
    ['👍🏽', ':+1:'],
    ['🇨🇳', ':cn:'],
    ['👨‍👩‍👧', ':family_man_woman_girl:'],
    ['🏳️‍🌈', ':rainbow_flag:'],
    ['🙂‍↔️', ':head_shaking_horizontally:'],
    ['𠀀', ':u20000:'],
    ['𝕏', ':u1d54f:'],
    ['\u{E0041}', ':ue0041:'],
    ['👨‍🎉', ':man::tada:'],
  ])('writes %s as %s', (text, shown) => {
    expect(withShortcodes(text)).toBe(shown);
  });

  it('writes the longest messages there can be in a moment', () => {
    expect(withShortcodes('👨‍👩‍👧'.repeat(12_000))).toBe(':family_man_woman_girl:'.repeat(12_000));
    expect(withShortcodes(`${'中'.repeat(99_999)}😀`)).toBe(`${'中'.repeat(99_999)}:grinning:`);
  });
});
