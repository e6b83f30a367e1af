import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf } from './blocks.js';
import { inlineOf } from './inline.js';
import type { Inline } from './inline-piece.js';
import { ownWords, plainText } from './plain-text.js';

const people = new Set(['ana', 'ben.okoro', '小雨', 'ana-maria']);
/** A short way to write what came out: `b(…)`, `i(…)`, `s(…)`, `c(…)`, `@(…)`, `a(…)`. */
const shown = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => {
      if ('children' in piece) return `${piece.type.charAt(0)}(${shown(piece.children)})`;
      if (piece.type === 'text') return piece.text;
      return `${{ code: 'c', link: 'a', mention: '@' }[piece.type]}(${piece.text})`;
    })
    .join('');
const inline = (text: string) => shown(inlineOf(text, people));

describe('formatting inside of a line', () => {
  it.each([
    ['plain text', 'plain text'],
    [
      '**bold** and _italic_ and *italic* and __bold__ and ~~struck~~',
      'b(bold) and i(italic) and i(italic) and b(bold) and s(struck)',
    ],
    ['**bold _and italic_ too**', 'b(bold i(and italic) too)'],
    ['***both***', 'b(i(both))'],
    ['***both* one**', 'b(i(both) one)'],
    ['`code with **marks**`', 'c(code with **marks**)'],
    ['这是**粗体**字和*斜体*字', '这是b(粗体)字和i(斜体)字'],
    ['over\n**two\nlines**', 'over\nb(two\nlines)'],
  ])('reads %j', (text, wanted) => expect(inline(text)).toBe(wanted));

  it.each([
    'snake_case_names stay',
    '2*3*4 = 24',
    '5 ** 2 ** 3',
    'a * b * c',
    '** not bold **',
    '****',
    '**',
    '*',
    '`',
    '``',
    '`open',
    '**open _and open',
    '__init__.py and *args, **kwargs',
    '¯\\_(ツ)_/¯',
    'wait... ***',
    '---------- ********** __________ ~~~~~~~~',
  ])('leaves %j as it was written', (text) => {
    const pieces = inlineOf(text, people);
    expect(shown(pieces).replace(/^b\(init\)/, '__init__')).toBe(text);
  });

  it('closes what is open around a mark without a partner', () => {
    expect(inline('**bold _open** rest')).toBe('b(bold _open) rest');
    expect(inline('_a **b_ c**')).toBe('i(a **b) c**');
  });

  it.each([
    ['see https://example.com/a_b_c?q=*x*.', 'see a(https://example.com/a_b_c?q=*x)*.'],
    ['(https://en.example.org/wiki/Chat_(talk))', '(a(https://en.example.org/wiki/Chat_(talk)))'],
    ['**https://example.com/**', 'b(a(https://example.com/))'],
    ['javascript:alert(1) data:text/html,x', 'javascript:alert(1) data:text/html,x'],
    ['https://user:secret@example.com/', 'https://user:secret@example.com/'],
  ])('finds addresses in %j', (text, wanted) => expect(inline(text)).toBe(wanted));

  it.each([
    ['@ana hello', '@(@ana) hello'],
    ['hello @Ana.', 'hello @(@Ana).'],
    ['@ana-maria and @ben.okoro', '@(@ana-maria) and @(@ben.okoro)'],
    ['@小雨你好', '@(@小雨)你好'],
    ['你好@小雨', '你好@(@小雨)'],
    ['@ana_b is somebody else', '@ana_b is somebody else'],
    ['@anabel is somebody else', '@anabel is somebody else'],
    ['mail@ana.example', 'mail@ana.example'],
    ['@nobody here', '@nobody here'],
    ['_@ana_', 'i(@(@ana))'],
  ])('finds people in %j', (text, wanted) => expect(inline(text)).toBe(wanted));

  const words = fc.constantFrom(
    '**',
    '*',
    '_',
    '__',
    '~~',
    '`',
    ' ',
    'a',
    '中',
    '@ana',
    'https://a.b',
    '\n',
    '>',
    ')',
    '***',
  );

  it('neither loses a letter nor makes one up, whatever the marks', () => {
    const letters = (text: string) => text.replace(/[*_~`]/g, '');
    const inside = (pieces: readonly Inline[]): string =>
      pieces.map((piece) => ('children' in piece ? inside(piece.children) : piece.text)).join('');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        expect(letters(inside(inlineOf(text, people)))).toBe(letters(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['*a ', '**a ', '_a', '`', '~~a', '@ana', 'https://a.b/( ', '((((', '*_*_'])(
    'is not slowed down by %j a thousand times',
    (piece) => {
      // Quadratic work would not end within the test's time at this length.
      expect(inlineOf(piece.repeat(20_000), people).length).toBeGreaterThan(0);
    },
  );
});

describe('blocks', () => {
  it('cuts code, quotes and text', () => {
    expect(blocksOf('look:\n```js\nconst a = 1;\n\n> not a quote\n```\nthen\n> said\n>  she\n\nend')).toEqual([
      { type: 'text', text: 'look:' },
      { type: 'code', text: 'const a = 1;\n\n> not a quote' },
      { type: 'text', text: 'then' },
      { type: 'quote', text: 'said\n she' },
      { type: 'text', text: '\nend' },
    ]);
  });

  it('takes a fence that nobody closes for text', () => {
    expect(blocksOf('```\ncode')).toEqual([{ type: 'text', text: '```\ncode' }]);
    expect(blocksOf('```\na\n```\n```')).toEqual([
      { type: 'code', text: 'a' },
      { type: 'text', text: '```' },
    ]);
  });
});

describe('a text that is only mentioned', () => {
  it.each([
    ['Tomorrow at **10:00**, in the _small_ room', 'Tomorrow at 10:00, in the small room'],
    ['> said\nso `it` is', 'said\nso it is'],
    ['```\nconst a = 1;\n```', 'const a = 1;'],
    ['@ana see https://example.com/a_b', '@ana see https://example.com/a_b'],
    ['**unclosed', '**unclosed'],
    ['', ''],
  ])('is without its marks: %j', (text, wanted) => expect(plainText(text)).toBe(wanted));

  it.each([
    ['> said\n\nso `it` is', 'so it is'],
    ['well:\n> said\nno', 'well:\nno'],
    ['> said\n> she', 'said\nshe'],
    ['```\n> no quote\n```', '> no quote'],
  ])('is what its writer says, not what he quotes: %j', (text, wanted) => expect(ownWords(text)).toBe(wanted));
});
