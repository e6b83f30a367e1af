import { describe, expect, it } from '@jest/globals';
import { en } from './en.js';
import { enAccount } from './en-account.js';
import { enErrors } from './en-errors.js';
import { enLater } from './en-later.js';
import { enMedia } from './en-media.js';
import { languageFor } from './languages.js';
import { translator, type Word, type Words } from './translate.js';
import { zhCN } from './zh-CN.js';

const others: Record<string, Words> = { 'zh-CN': zhCN };
const english: Words = { ...en, ...enLater, ...enMedia, ...enAccount, ...enErrors };
const keys = Object.keys(english) as Word[];
const forms = (entry: Words[Word]): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry));
const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

describe.each(Object.entries(others))('the language %s', (lang, words) => {
  it('has exactly the keys of English', () => {
    expect(Object.keys(words).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('says %s with the same holes, in every plural form it needs', (key) => {
    const wanted = holes(forms(english[key]).at(-1) ?? '');
    for (const form of forms(words[key])) {
      expect(form.trim()).not.toBe('');
      expect(holes(form)).toEqual(wanted);
    }
    const entry: Words[Word] = words[key];
    if (typeof entry !== 'string') {
      const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      expect(Object.keys(entry).sort()).toEqual([...categories].sort());
    }
  });
});

describe('translating', () => {
  const t = translator('en', english);

  it('chooses the plural form by the count', () => {
    expect(t('conversations.unread', { n: 1 })).toBe('1 unread message');
    expect(t('conversations.unread', { n: 1200 })).toBe('1,200 unread messages');
  });

  it('keeps a right-to-left name from turning the sentence round', () => {
    expect(t('composer.replyTo', { name: 'سلمى' })).toBe('Reply to \u2068سلمى\u2069');
    expect(t('composer.replyTo', { name: 'Ana' })).toBe('Reply to Ana');
  });

  it('does not read holes inside of a value', () => {
    expect(t('conversations.you', { text: '{n} $& {text}' })).toBe('You: {n} $& {text}');
  });
});

describe('choosing a language', () => {
  it.each([
    ['zh', 'zh-CN'],
    ['zh-Hans-CN', 'zh-CN'],
    ['ZH-tw', 'zh-CN'],
    ['en-GB', 'en'],
    ['zha', 'en'],
    ['', 'en'],
  ])('speaks for %s: %s', (tag, language) => expect(languageFor(tag)).toBe(language));
});
