/** Who else sees a message: everybody in the group, or the two of a private conversation. */
export type Flag = 'group_chat' | 'private_chat';

/** `sizeof(long)` in the client's own file header: 4 on Windows, 8 on 64-bit Linux and macOS. */
export type LongSize = 4 | 8;

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

export function onlineListFrame(names: readonly string[]): Buffer {
  return Buffer.concat([lstr('#!onlinelist#!'), u32(names.length), ...names.map(lstr)]);
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
