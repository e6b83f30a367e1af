import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { termsOf } from './terms.js';
import { TextQuery } from './text-query.js';

/** Whether the index leads from a query to a text, as the database would. */
function isFound(query: string, text: string): boolean {
  const terms = [...termsOf(text)];
  const { lookups } = new TextQuery(query);
  return lookups.every(({ term, by }) =>
    by === 'whole' ? terms.includes(term) : terms.some((each) => each.startsWith(term)),
  );
}

describe('a query', () => {
  it.each([
    ['hello', 'Hello, world'],
    ['HEL wor', 'hello WORLD'],
    ['world hello', 'Hello, world'],
    ['文', '我在学中文'],
    ['学', '我在学中文'],
    ['学中', '我在学中文'],
    ['我在学中文', '我在学中文'],
    ['中文 hello', 'hello，说中文吧'],
    ['iphone手机', '手机是 iPhone'],
    ['σίσυφοσ', 'ΣΊΣΥΦΟΣ'],
    ['cafe\u0301', 'CAFÉ'],
    ['👍', '好的👍🏽'],
    [`${'x'.repeat(40)}`, 'x'.repeat(50)],
  ])('%s finds %s', (query, text) => {
    expect(isFound(query, text)).toBe(true);
    expect(new TextQuery(query).matches(text)).toBe(true);
  });

  it.each([
    ['ello', 'hello'],
    ['hello there', 'hello world'],
    ['文中', '我在学中文'],
    ['中间', '中文 时间'],
    ['学中文', '学中，中文'],
    [`${'x'.repeat(40)}y`, 'x'.repeat(50)],
  ])('%s does not match %s', (query, text) => {
    expect(new TextQuery(query).matches(text)).toBe(false);
  });

  it.each(['', ' ', '?!', '\uFE0F'])('%j looks for nothing', (query) => {
    expect(new TextQuery(query).lookups).toEqual([]);
  });

  it('finds every part of every run through the index', () => {
    const character = fc.constantFrom(...'中文字符日本語かなカナ한국어𠮷😂a 1,');
    const text = fc.string({ unit: character, minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 8 }), (whole, from, length) => {
        const characters = [...whole];
        const start = from % characters.length;
        const query = new TextQuery(characters.slice(start, start + length).join(''));
        fc.pre(query.matches(whole));
        expect(isFound(characters.slice(start, start + length).join(''), whole)).toBe(true);
      }),
    );
  });
});
