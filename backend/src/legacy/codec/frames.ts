/** Who else sees a message: everybody in the group, or the two of a private conversation. */
export type Flag = 'group_chat' | 'private_chat';

/** `sizeof(long)` in the client's own file header: 4 on Windows, 8 on 64-bit Linux and macOS. */
export type LongSize = 4 | 8;

/** How the clients of one listener want their bytes. */
export interface ClientKind {
  readonly long: LongSize;
  /** Characters beyond U+FFFF as `:shortcode:`, or as they are (LEGACY quirk 8). */
  readonly emoji: 'shortcode' | 'raw';
  /**
   * What lies between. A network carries a frame in segments, and the client takes the first for the whole (quirk 1): there
   * nothing that is read by one call is longer than a segment. On loopback a segment holds any frame.
   */
  readonly path: 'loopback' | 'network';
}

/** Bytes a single TCP segment surely carries: IPv6's smallest packet, without its headers. */
const segmentBytes = 1200;

/** A string of 3,072 bytes desynchronises the client, a longer one may kill it (LEGACY quirk 2). */
export const longestString = 3071;

/** Bytes of the file name in the header, NUL-padded; a name may fill all of them. */
export const fileNameBytes = 128;

/** The largest size that the client's `long` of 4 bytes can express (LEGACY quirk 4). */
export const largestFile = 2 ** 31 - 1;

export const logInAnswer = { accepted: Buffer.from('1'), refused: Buffer.from('0') } as const;
export const registerAnswer = {
  registered: Buffer.from('0'),
  taken: Buffer.from('1'),
  failed: Buffer.from('2'),
} as const;

/**
 * The online list: one piece, or on a network as many as it takes, each of which a segment carries and ends between two strings.
 * Send them one by one, with nothing between.
 */
export function onlineListFrame(names: readonly string[], path: ClientKind['path']): Buffer[] {
  const strings = [Buffer.concat([lstr('#!onlinelist#!'), u32(names.length)]), ...names.map(lstr)];
  if (path === 'loopback') return [Buffer.concat(strings)];
  const pieces: Buffer[][] = [];
  let room = 0;
  for (const string of strings) {
    if (string.length > room) {
      pieces.push([]);
      room = segmentBytes;
    }
    pieces.at(-1)?.push(string);
    room -= string.length;
  }
  return pieces.map((piece) => Buffer.concat(piece));
}

/** Bytes that the content of one message may have. */
export function longestContent(flag: Flag, sender: string, path: ClientKind['path']): number {
  const inSegment = segmentBytes - messageFrame(flag, sender, '').length;
  return path === 'loopback' ? longestString : Math.min(longestString, inSegment);
}

export function messageFrame(flag: Flag, sender: string, content: string): Buffer {
  return Buffer.concat([lstr('#!message#!'), lstr(flag), lstr(sender), lstr(content)]);
}

/** What goes before the `size` bytes of a file. `name` must be one that `safeFileName` made. */
export function fileFrameHead(flag: Flag, sender: string, name: string, size: number, long: LongSize): Buffer {
  const header = Buffer.alloc(fileNameBytes + long);
  header.write(name, 0, fileNameBytes);
  header.writeUInt32LE(size, fileNameBytes);
  return Buffer.concat([lstr('#!file#!'), lstr(flag), lstr(sender), header]);
}

function lstr(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([u32(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
