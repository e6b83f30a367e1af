import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './safe-file-name.js';

describe('File names for old clients', () => {
  it.each([
    ['photo.png', 'photo.png'],
    ['照片 1.jpg', '照片 1.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\windows\\win.ini', '_.._windows_win.ini'],
    ['/etc/passwd', '_etc_passwd'],
    ['C:\\a.txt', 'C__a.txt'],
    ['a<b>c:d"e|f?g*h', 'a_b_c_d_e_f_g_h'],
    ['a\0b\nc\u007fd', 'a_b_c_d'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['', 'file'],
    [' ', 'file'],
    ['name. . ', 'name'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['Com1.tar.gz', '_Com1.tar.gz'],
    ['lpt9 .x', '_lpt9 .x'],
    ['com¹', '_com¹'],
    ['console.log', 'console.log'],
    ['party 🎉.png', 'party _tada_.png'],
    ['a\u202egpj.exe', 'a_gpj.exe'],
  ])('makes %j %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('cuts to 128 bytes between characters, with the extension kept', () => {
    expect(safeFileName(`${'x'.repeat(200)}.png`)).toBe(`${'x'.repeat(124)}.png`);
    expect(safeFileName(`${'中'.repeat(60)}.jpeg`)).toBe(`${'中'.repeat(41)}.jpeg`);
    expect(safeFileName('x'.repeat(128))).toBe('x'.repeat(128));
  });

  it('makes any name one that is safe', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' })), (name) => {
        const safe = safeFileName(name);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(128);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}\u{10000}-\u{10FFFF}]/u);
        expect(safe).toMatch(/^[^.\s].*(?<![.\s])$|^[^.\s]$/u);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }),
      { numRuns: 500 },
    );
  });
});
