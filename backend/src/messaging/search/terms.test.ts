import { describe, expect, it } from '@jest/globals';
import { termsOf } from './terms.js';

describe('terms of a text', () => {
  it.each([
    ['Hello, World!', ['hello', 'world']],
    ['snake_case and example.com', ['snake', 'case', 'and', 'example', 'com']],
    ["don't", ['don', 't']],
    ['ﬁancée', ['fiancée']],
    ['ΟΔΟΣ οδος', ['οδοσ']],
    ['Привет МИР', ['привет', 'мир']],
    ['می‌خواهم', ['میخواهم']],
    ['हिन्दी', ['हिन्दी']],
    ['12:30', ['12', '30']],
  ])('%s: its words, folded', (text, terms) => {
    expect([...termsOf(text)]).toEqual(terms.map((term) => term.normalize('NFC')));
  });

  it.each([
    ['中', ['中']],
    ['中文', ['中文', '文']],
    ['数据库', ['数据', '据库', '库']],
    ['你好，世界。', ['你好', '好', '世界', '界']],
    ['ｶﾞﾗｽ', ['ガラ', 'ラス', 'ス']],
    ['コーヒー', ['コー', 'ーヒ', 'ヒー', 'ー']],
    ['한국어', ['한국', '국어', '어']],
    ['ไทย', ['ไท', 'ทย', 'ย']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['😂❤️', ['😂❤', '❤']],
  ])('%s: its pairs, and the last character', (text, terms) => {
    expect([...termsOf(text)]).toEqual(terms);
  });

  it('tells words from runs that touch', () => {
    expect(new Set(termsOf('用iPhone打电话'))).toEqual(new Set(['用', 'iphone', '打电', '电话', '话']));
  });

  it('cuts a word to 32 characters, however they are encoded', () => {
    expect([...termsOf('𝒂'.repeat(40))]).toEqual(['a'.repeat(32)]);
    expect([...termsOf('𐐨'.repeat(40))]).toEqual(['𐐨'.repeat(32)]);
  });

  it.each(['', '   ', '… ?! --', '\u0301\uFE0F\u200D'])('%j has none', (text) => {
    expect(termsOf(text).size).toBe(0);
  });

  it('are bounded for one message', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `w${index}`).join(' ');
    expect(termsOf(text).size).toBe(5000);
  });
});
