/** Films as phones and browsers record them, byte by byte. */

/** A box of an ISO base media file. */
export function box(type: string, ...parts: (Buffer | string | readonly number[])[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  const header = Buffer.alloc(8, type, 'latin1');
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** A box whose length has 64 bits. */
export function longBox(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1);
  header.write(type, 4, 'latin1');
  header.writeBigUInt64BE(BigInt(body.length + 16), 8);
  return Buffer.concat([header, body]);
}

export function uint32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index);
  return bytes;
}

const times = uint32(0, 3_800_000_000, 3_800_000_001);

interface Track {
  handler: string;
  /** Bytes of each sample, all in one chunk that begins at `start`. */
  samples: readonly number[];
  start: number;
  /** Its number. */
  id?: number;
  extra?: Buffer;
  /** Pixels, and whether a quarter turn is said to follow. */
  shown?: { width: number; height: number; isTurned?: boolean };
}

export function track({ handler, samples, start, id = 1, extra = Buffer.alloc(0), shown }: Track): Buffer {
  const tables = box(
    'stbl',
    box('stsc', uint32(0, 1, 1, samples.length, 1)),
    box('stsz', uint32(0, 0, samples.length, ...samples)),
    box('stco', uint32(0, 1, start)),
  );
  const media = box(
    'mdia',
    box('mdhd', times, uint32(1000, 5000, 0)),
    box('hdlr', uint32(0, 0), handler),
    box('minf', tables),
  );
  return box('trak', box('tkhd', times, uint32(id, 0, 5000), shown ? placement(shown) : []), media, extra);
}

function placement({ width, height, isTurned = false }: NonNullable<Track['shown']>): Buffer {
  const [one, end] = [0x10000, 0x40000000];
  const matrix = isTurned ? [0, one, 0, 0xffff0000, 0, 0, one, 0, end] : [one, 0, 0, 0, one, 0, 0, 0, end];
  return uint32(0, 0, 0, 0, ...matrix, width * one, height * one);
}

export const filmed = Buffer.from('pixels and sounds, untouched');
export const songTitle = 'A song';

/** As a phone and a camera would make it, if they were one; `place` stands wherever either puts it. */
export function mp4(place: string): Buffer {
  const start = box('ftyp', 'isom', uint32(512), 'isommp42');
  const measured = Buffer.from(`${place}${place}`);
  const mediaStart = start.length + 8;
  const data = box('mdat', filmed, measured);
  const names = box(
    'ilst',
    box('©nam', box('data', uint32(1, 0), songTitle)),
    box('©cmt', box('data', uint32(1, 0), place)),
  );
  const tags = box(
    'udta',
    box('©xyz', [0, place.length, 0x15, 0xc7], place),
    box('loci', uint32(0), place),
    box('meta', uint32(0), box('hdlr', uint32(0, 0), 'mdir'), names),
    uint32(0),
  );
  const keys = box('meta', box('keys', uint32(0, 1), 'com.apple.quicktime.location.ISO6709'), box('ilst', place));
  const film = box(
    'moov',
    box('mvhd', times, uint32(1000, 5000)),
    track({ handler: 'vide', samples: [filmed.length], start: mediaStart, extra: box('udta', box('name', place)) }),
    track({ handler: 'meta', samples: [place.length, place.length], start: mediaStart + filmed.length }),
    ...[tags, keys, box('uuid', place)],
  );
  return Buffer.concat([start, data, film, box('uuid', place), box('inst', place)]);
}

/** How the fragments of a film say where their samples are, and how long. */
export type FragmentForm = 'from the fragment' | 'from a place' | 'one behind the other';

/** A film in two fragments, each with something filmed and twice the place in a track of measurements. */
export function fragmentedFilm(place: string, form: FragmentForm): Buffer {
  const tracks = [
    { id: 1, handler: 'vide', samples: [filmed.length] },
    { id: 2, handler: 'camm', samples: [place.length, place.length] },
  ];
  const film = box(
    'moov',
    box('mvhd', times, uint32(1000, 5000)),
    ...tracks.map(({ id, handler }) => track({ id, handler, samples: [], start: 0 })),
    box('mvex', ...tracks.map(({ id, samples }) => box('trex', uint32(0, id, 1, 0, samples[0] ?? 0, 0)))),
  );
  const parts = [box('ftyp', 'isom'), film];
  for (let count = 0; count < 2; count++) {
    const start = Buffer.concat(parts).length;
    const fragment = (size: number) => {
      let at = size + 8;
      return box(
        'moof',
        ...tracks.map(({ id, samples: sizes }) => {
          const offset = at;
          for (const length of sizes) at += length;
          return box('traf', ...trackFragment(form, { id, sizes, start, offset }));
        }),
      );
    };
    parts.push(fragment(fragment(0).length), box('mdat', filmed, place, place));
  }
  return Buffer.concat(parts);
}

/** `start` is where the fragment is, `offset` of the samples counts from there. */
function trackFragment(
  form: FragmentForm,
  { id, sizes, start, offset }: { id: number; sizes: readonly number[]; start: number; offset: number },
): Buffer[] {
  const rows = sizes.flatMap((size) => [40, size]);
  if (form === 'from the fragment') {
    return [box('tfhd', uint32(0x20000, id)), box('trun', uint32(0x305, sizes.length, offset, 0, ...rows))];
  }
  if (form === 'from a place') {
    const header = box('tfhd', uint32(0x1b, id, 0, start, 1, 40, sizes[0] ?? 0));
    return [header, ...sizes.map((size, n) => box('trun', uint32(1, 1, offset + n * size)))];
  }
  const run = id === 1 ? uint32(1, sizes.length, offset) : uint32(0, sizes.length);
  return [box('tfhd', uint32(0, id)), box('trun', run)];
}

/** An element of Matroska; `undefined` as length of what a recorder does not know yet. */
export function element(id: string, body: Buffer | string, isOpen = false): Buffer {
  const bytes = Buffer.from(body);
  const length = isOpen ? Buffer.from('01ffffffffffffff', 'hex') : Buffer.alloc(8);
  if (!isOpen) length.writeBigUInt64BE(BigInt(bytes.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), length, bytes]);
}

/** A WebM's list of tracks: of a picture its pixels, and, if it is shown otherwise, how many then. */
export function webmTracks(...kinds: ('sound' | { pixels: number[]; shown?: number[]; unit?: number })[]): Buffer {
  const number = (id: string, value: number) => element(id, Buffer.from([value >> 8, value & 255]));
  const entries = kinds.map((kind) => {
    if (kind === 'sound') return element('ae', element('83', '\x02'));
    const [ids, { pixels, shown = [], unit }] = [['54b0', '54ba'], kind];
    const size = [
      ...['b0', 'ba'].map((id, side) => number(id, pixels[side] ?? 0)),
      ...shown.map((side, index) => number(ids[index] ?? '', side)),
      ...(unit === undefined ? [] : [number('54b2', unit)]),
    ];
    return element('ae', Buffer.concat([element('83', '\x01'), element('e0', Buffer.concat(size))]));
  });
  return element('1654ae6b', Buffer.concat(entries));
}

/** A WebM with those tracks, as a browser records it. */
export function recorded(tracks: Buffer): Buffer {
  const header = element('1a45dfa3', element('4282', 'webm'));
  const cluster = element('1f43b675', Buffer.concat([element('e7', '\0'), element('a3', filmed)]), true);
  return Buffer.concat([header, element('18538067', Buffer.concat([tracks, cluster]), true)]);
}

/** As tools write it, or, `isLive`, as a browser records it: of unknown length. */
export function webm(place: string, isLive: boolean): Buffer {
  const header = element('1a45dfa3', element('4282', 'webm'));
  const tag = element(
    '7373',
    element('67c8', Buffer.concat([element('45a3', 'RECORDING_LOCATION'), element('4487', place)])),
  );
  const info = element(
    '1549a966',
    Buffer.concat([element('7ba9', songTitle), element('4461', Buffer.alloc(8, 7)), element('7384', place)]),
  );
  const cluster = element('1f43b675', Buffer.concat([element('e7', '\0'), element('a3', filmed)]), isLive);
  const segment = element(
    '18538067',
    Buffer.concat([info, cluster, element('1254c367', tag), element('1941a469', place)]),
    isLive,
  );
  return Buffer.concat([header, segment]);
}
