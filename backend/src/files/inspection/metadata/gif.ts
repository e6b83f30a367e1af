import { mostPixels } from '../picture-bounds.js';
import { MalformedImage } from './malformed-image.js';

interface Block {
  readonly kind: 'picture' | 'xmp' | 'comment';
  readonly bytes: Buffer;
}

const [imageMark, extensionMark, trailerMark] = [0x2c, 0x21, 0x3b] as const;
const [commentLabel, applicationLabel] = [0xfe, 0xff] as const;

/** A GIF without XMP, and then without comments and whatever follows its end; it keeps moving. Throws `MalformedImage`. */
export function strippedGif(gif: Buffer): Buffer {
  const { blocks, end } = blocksOf(gif);
  if (!blocks.some(({ kind }) => kind === 'xmp') && end === gif.length) return gif;
  return Buffer.concat(blocks.filter(({ kind }) => kind === 'picture').map(({ bytes }) => bytes));
}

function blocksOf(gif: Buffer): { blocks: Block[]; end: number } {
  if (gif.length < 13) throw new MalformedImage('A GIF without its header.');
  // Browsers make room for the screen it claims, decoders for its pictures alone.
  if (gif.readUInt16LE(6) * gif.readUInt16LE(8) > mostPixels) throw new MalformedImage('A GIF on a giant screen.');
  let at = 13 + colourTable(gif, 10);
  const blocks: Block[] = [{ kind: 'picture', bytes: gif.subarray(0, at) }];
  while (at < gif.length) {
    const start = at;
    const mark = gif[at];
    let kind: Block['kind'] = 'picture';
    if (mark === trailerMark) at += 1;
    else if (mark === imageMark) at = afterSubBlocks(gif, at + 11 + colourTable(gif, at + 9));
    else if (mark === extensionMark) {
      kind = kindOfExtension(gif, at);
      at = afterSubBlocks(gif, at + 2);
    } else break;
    blocks.push({ kind, bytes: gif.subarray(start, at) });
    if (mark === trailerMark) return { blocks, end: at };
  }
  throw new MalformedImage('A GIF without an end.');
}

function kindOfExtension(gif: Buffer, at: number): Block['kind'] {
  if (gif[at + 1] === commentLabel) return 'comment';
  const isXmp = gif[at + 1] === applicationLabel && gif.toString('latin1', at + 3, at + 11) === 'XMP Data';
  return isXmp ? 'xmp' : 'picture';
}

/** Bytes of the colour table that the flags at `at` announce. */
function colourTable(gif: Buffer, at: number): number {
  const flags = gif[at];
  if (flags === undefined) throw new MalformedImage('A GIF without its header.');
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

/** XMP is no row of sub-blocks, but ends in bytes that lead anyone who reads it as such to its end. */
function afterSubBlocks(gif: Buffer, start: number): number {
  let at = start;
  for (let length = gif[at]; length !== 0; length = gif[at]) {
    if (length === undefined) throw new MalformedImage('A GIF block without an end.');
    at += 1 + length;
  }
  return at + 1;
}
