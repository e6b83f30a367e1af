import { boxesIn, descendant, type MediaBox } from './boxes.js';
import { type FilmSize, type FilmTrack, filmSize } from './film-track.js';
import type { MediaFile } from './media-file.js';

const kinds: Readonly<Record<string, FilmTrack['kind']>> = { vide: 'picture', soun: 'sound' };

/** Tracks that are looked at: films have a handful. */
const mostTracks = 100;

/** The tracks of MP4, QuickTime and 3GP. Throws `MalformedMedia`. */
export async function isoTracks(file: MediaFile): Promise<FilmTrack[]> {
  const found: FilmTrack[] = [];
  for await (const film of boxesIn(file, 0, file.size)) {
    if (film.type !== 'moov') continue;
    for await (const box of boxesIn(file, film.body, film.end)) {
      if (box.type === 'trak' && found.length < mostTracks) found.push(await trackIn(file, box));
    }
    break;
  }
  return found;
}

async function trackIn(file: MediaFile, track: MediaBox): Promise<FilmTrack> {
  const [header, handler] = [await descendant(file, track, ['tkhd']), await descendant(file, track, ['mdia', 'hdlr'])];
  const size = header && (await shownSize(file, header));
  return { kind: handler ? await kindOf(file, handler) : 'other', ...(size && { size }) };
}

async function kindOf(file: MediaFile, { body, end }: MediaBox): Promise<FilmTrack['kind']> {
  if (end - body < 12) return 'other';
  return kinds[(await file.read(body + 8, 4)).toString('latin1')] ?? 'other';
}

/** Of a track's header (ISO/IEC 14496-12, 8.3.2): a matrix that may turn it by a quarter, then width and height, of 16 bits and 16 after the point. */
async function shownSize(file: MediaFile, { body, end }: MediaBox): Promise<FilmSize | undefined> {
  const isLong = end > body && (await file.read(body, 1))[0] === 1;
  const matrix = body + (isLong ? 52 : 40);
  if (end - matrix < 44) return undefined;
  const numbers = await file.read(matrix, 44);
  const [a, d] = [numbers.readInt32BE(0), numbers.readInt32BE(16)];
  const [width, height] = [numbers.readUInt32BE(36) / 65_536, numbers.readUInt32BE(40) / 65_536];
  return a === 0 && d === 0 ? filmSize(height, width) : filmSize(width, height);
}
