import { type FilmTrack, filmSize } from './film-track.js';
import { elementsOf } from './matroska-elements.js';
import type { MediaFile } from './media-file.js';

const [segment, tracks, entry, video, cluster] = [0x18538067, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675];
const opened = new Set([segment, tracks, entry, video]);

/** Numbers of a track (RFC 9559, 5.1.4), by name; those of a picture's size are pixels, unless `displayUnit` says otherwise. */
const fields = new Map([
  [0x83, 'type'],
  [0xb0, 'pixelWidth'],
  [0xba, 'pixelHeight'],
  [0x54b0, 'displayWidth'],
  [0x54ba, 'displayHeight'],
  [0x54b2, 'displayUnit'],
]);

const kinds: Readonly<Record<number, FilmTrack['kind']>> = { 1: 'picture', 2: 'sound' };

/** The tracks of Matroska and WebM; none where they are not told of before the first of what they hold. Throws `MalformedMedia`. */
export async function matroskaTracks(file: MediaFile): Promise<FilmTrack[]> {
  const found: Record<string, number>[] = [];
  for await (const { id, body, end = body } of elementsOf(file, opened)) {
    if (id === cluster) break;
    if (id === entry) found.push({});
    const field = fields.get(id);
    const track = found.at(-1);
    if (field && track && end > body && end - body <= 6) {
      track[field] = (await file.read(body, end - body)).readUIntBE(0, end - body);
    }
  }
  return found.map(trackOf);
}

function trackOf({ type = 0, pixelWidth = 0, pixelHeight = 0, ...display }: Record<string, number>): FilmTrack {
  const isInPixels = (display.displayUnit ?? 0) === 0;
  const { displayWidth = pixelWidth, displayHeight = pixelHeight } = isInPixels ? display : {};
  const size = filmSize(displayWidth, displayHeight);
  return { kind: kinds[type] ?? 'other', ...(size && { size }) };
}
