import { describe, expect, it } from '@jest/globals';
import { contentDisposition } from './content-disposition.js';

describe('the header that names a file', () => {
  it.each([
    ['report.pdf', 'attachment; filename="report.pdf"'],
    ['two words (1).txt', 'attachment; filename="two words (1).txt"'],
    ['say "hi".txt', `attachment; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`],
    ['a\\b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a%5Cb.txt`],
    ['100%41.txt', `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ['résumé.pdf', `attachment; filename="resume.pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf`],
    ['报告.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf`],
    ['🎉.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%8E%89.png`],
    ["it's (ok)*é", `attachment; filename="it's (ok)*e"; filename*=UTF-8''it%27s%20%28ok%29%2A%C3%A9`],
    ['a\r\nSet-Cookie: b', `attachment; filename="a__Set-Cookie: b"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b`],
    ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
    ['\u202Egnp.exe', `attachment; filename="_gnp.exe"; filename*=UTF-8''%E2%80%AEgnp.exe`],
  ])('of %j is %s', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header);
  });

  it('is made of printable ASCII, whatever the name', () => {
    const everything = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
    expect(contentDisposition('inline', everything)).toMatch(
      /^inline; filename="[\x20-\x7E]+"; filename\*=UTF-8''[\w%!#$&+.^`|~-]+$/,
    );
  });
});
