/** Whether a PNG or WebP moves, by its first bytes: drawing it on a canvas would leave one picture of it. */
export function isAnimated(start: Uint8Array): boolean {
  const text = String.fromCharCode(...start);
  // APNG says so before its first picture; an extended WebP in the second bit of its flags (byte 20).
  if (text.startsWith('\x89PNG')) return (text.split('IDAT')[0] ?? '').includes('acTL');
  return text.slice(8, 16) === 'WEBPVP8X' && ((start[20] ?? 0) & 0x02) !== 0;
}
