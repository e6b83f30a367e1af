import { limits } from '@chat-room/protocol';

/** What nobody reads: control characters, halves of pairs, line separators, marks that turn the reading direction round. */
const unreadable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Bytes of the longest ending that counts as an extension. */
const longestExtension = 16;

/**
 * The name of a file as people read it, made of what a stranger claims it to be: without folders, in one line, in its own
 * direction, at most 255 bytes of UTF-8 with the extension kept. It never becomes a path.
 */
export function readableFileName(claimed: string): string {
  const last = claimed.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const name = last
    .normalize('NFC')
    .replace(unreadable, '')
    .replace(/\s+/gu, ' ')
    .replace(/^ +|[. ]+$/g, '');
  return name === '' ? 'file' : shortened(name);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= limits.fileNameBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  const extension = Buffer.byteLength(ending) <= longestExtension ? ending : '';
  let room = limits.fileNameBytes - Buffer.byteLength(extension);
  let stem = '';
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - extension.length))) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    stem += segment;
  }
  return stem + extension;
}
