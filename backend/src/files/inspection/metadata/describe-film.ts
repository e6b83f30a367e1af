import { open } from 'node:fs/promises';
import type { FilmSize, FilmTrack } from './media/film-track.js';
import { isoTracks } from './media/iso-tracks.js';
import { MalformedMedia } from './media/malformed-media.js';
import { matroskaTracks } from './media/matroska-tracks.js';
import { MediaFile } from './media/media-file.js';

export interface FilmDescription {
  /** The media type, that of sound where there is nothing to be seen. */
  readonly type: string;
  readonly size?: FilmSize;
}

type TrackReader = (file: MediaFile) => Promise<FilmTrack[]>;

const readers = new Map<string, TrackReader>([
  ...['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2'].map(
    (type) => [type, isoTracks] as const,
  ),
  ...['video/webm', 'video/matroska'].map((type) => [type, matroskaTracks] as const),
]);

/** What has the same container whether it is seen or only heard, and a name for either. */
const soundOnly: Readonly<Record<string, string>> = {
  'video/mp4': 'audio/mp4',
  'video/webm': 'audio/webm',
  'video/matroska': 'audio/matroska',
  'video/3gpp': 'audio/3gpp',
  'video/3gpp2': 'audio/3gpp2',
};

/** What a film says of itself: browsers record voices in containers of films, which no signature tells apart. */
export async function describeFilm(path: string, type: string): Promise<FilmDescription> {
  const tracks = await tracksOf(path, type);
  const picture = tracks.find(({ kind }) => kind === 'picture');
  if (picture) return { type, ...(picture.size && { size: picture.size }) };
  const isSound = tracks.some(({ kind }) => kind === 'sound');
  return { type: (isSound && soundOnly[type]) || type };
}

async function tracksOf(path: string, type: string): Promise<FilmTrack[]> {
  const read = readers.get(type);
  if (!read) return [];
  const handle = await open(path, 'r');
  try {
    return await read(new MediaFile(handle, (await handle.stat()).size, () => undefined));
  } catch (error) {
    if (error instanceof MalformedMedia) return [];
    throw error;
  } finally {
    await handle.close();
  }
}
