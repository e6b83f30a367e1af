import { describe, expect, it } from '@jest/globals';
import { readableFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['holiday photo.jpg', 'holiday photo.jpg'],
    ['报告 (最终).pdf', '报告 (最终).pdf'],
    ['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
    ['.bashrc', '.bashrc'],
    ['say "hi" <b>.txt', 'say "hi" <b>.txt'],
    ['cafe\u0301.txt', 'café.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['folder/', 'folder'],
    ['a\0b\x07c.txt', 'abc.txt'],
    ['two\r\nlines.txt', 'twolines.txt'],
    ['tab\tand  spaces .txt', 'taband spaces .txt'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['a\u2066b\u2069\u200F.txt', 'ab.txt'],
    ['half \ud83d pair', 'half pair'],
    ['trailing. . ', 'trailing'],
    ['', 'file'],
    ['..', 'file'],
    ['/\\/', 'file'],
    ['\u202E\0', 'file'],
  ])('of %j is %j', (claimed, name) => {
    expect(readableFileName(claimed)).toBe(name);
  });

  it('has at most 255 bytes, whole characters, and its extension', () => {
    expect(readableFileName(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`);
    expect(readableFileName(`${'文'.repeat(100)}.docx`)).toBe(`${'文'.repeat(83)}.docx`);
    const family = '👩‍👩‍👧‍👦';
    expect(readableFileName(`${family.repeat(20)}.png`)).toBe(`${family.repeat(10)}.png`);
    expect(Buffer.byteLength(readableFileName(`x.${'y'.repeat(300)}`))).toBe(255);
  });
});
