import { describe, expect, it } from '@jest/globals';
import { namedBefore } from './named-before.js';

describe('a name that is being written', () => {
  it.each([
    ['@', '@', '', 0],
    ['@an', '@', 'an', 0],
    ['hello @an', '@', 'an', 6],
    ['(@an', '@', 'an', 1],
    ['你好@小', '@', '小', 2],
    [':ta', ':', 'ta', 0],
    ['well :tada', ':', 'tada', 5],
    ['well :+1', ':', '+1', 5],
  ])('is found in %j', (text, sign, query, start) => {
    expect(namedBefore(text, text.length)).toEqual({ sign, query, start, isWhole: false });
  });

  it('is whole when a colon closes it', () => {
    expect(namedBefore('so :tada:', 9)).toEqual({ sign: ':', query: 'tada', start: 3, isWhole: true });
  });

  it('is looked for where the caret is, not at the end', () => {
    expect(namedBefore('@an and more', 3)).toMatchObject({ query: 'an' });
    expect(namedBefore('@an and more', 12)).toBeUndefined();
  });

  it.each(['', 'mail@example', 'a:b', '12:30', 'http://x', ':', ':D', ':-)', '@an ', 'see:', '::'])(
    'is not seen in %j',
    (text) => expect(namedBefore(text, text.length)).toBeUndefined(),
  );
});
