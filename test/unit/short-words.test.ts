import { describe, expect, it } from '@jest/globals';
import { shortKeys } from '../../widget/scripts/short-words.js';

const hole = (name: string): string => `\${${name}}`;
const names = ['state.gone', 'state.goneHint', 'error.muted', 'error.banned', 'menu.copy'];

describe('names of words in the built widget', () => {
  it('are short, and no two the same', () => {
    const many = Array.from({ length: 300 }, (_, n) => `word.n${n}`);
    const keys = [...shortKeys(many, []).values()];
    expect(new Set(keys).size).toBe(300);
    expect(keys.filter((key) => !/^[a-z][\da-z]?$/.test(key))).toEqual([]);
  });

  it.each([
    ['a group and a code', `t(\`error.${hole('code')}\`)`, ['error.muted', 'error.banned']],
    ['a name and an end', `t(\`state.gone${hole('end')}\`)`, ['state.gone', 'state.goneHint']],
  ])('stay whole where they are put together from %s', (_, code, whole) => {
    const keys = shortKeys(names, [code]);
    expect(names.filter((name) => !keys.has(name))).toEqual(whole);
  });
});
