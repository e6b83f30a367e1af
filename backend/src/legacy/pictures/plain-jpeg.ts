const [start, startOfScan] = [0xd8, 0xda] as const;
/** Tables, frames (baseline, extended and progressive), restarts and comments. */
const usual = new Set([0xdb, 0xc4, 0xdd, 0xc0, 0xc1, 0xc2, 0xfe]);

/** What programs add, by its marker: how it begins, and bytes it has at the least. */
const additions: Readonly<Record<number, readonly [label: string, least: number]>> = {
  224: ['JFIF\0', 14],
  226: ['ICC_PROFILE\0', 14],
  238: ['Adobe', 12],
};

/**
 * Whether a JPEG has nothing but what every program reads the same way. One that says in its EXIF which way up it is has not: the
 * client shows it as it lies.
 */
export function isPlainJpeg(jpeg: Buffer): boolean {
  if (jpeg[0] !== 0xff || jpeg[1] !== start) return false;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff) return false;
    if (marker === startOfScan) return true;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (!usual.has(marker) && !isUsualAddition(marker, jpeg.subarray(at + 4, end))) return false;
    at = end;
  }
  return false;
}

function isUsualAddition(marker: number, body: Buffer): boolean {
  const [label, least] = additions[marker] ?? [];
  if (label === undefined || least === undefined) return false;
  return body.length >= least && body.toString('latin1', 0, label.length) === label;
}
