/**
 * The header that names a file for whoever saves it (RFC 6266): a plain ASCII form for old clients, and the whole name in
 * UTF-8 (RFC 8187) for all others. No name can end the header or add another.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const whole = name.toWellFormed();
  // Per cent signs too: some clients decode them.
  const plain = whole
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7E]/gu, '_')
    .replace(/["\\%]/g, '_');
  const header = `${disposition}; filename="${plain}"`;
  return plain === whole ? header : `${header}; filename*=UTF-8''${percentEncoded(whole)}`;
}

/** All but RFC 8187's attr-char is encoded. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
