import { boxesIn, free, type MediaBox } from './boxes.js';
import { freeNotes, makersTags } from './canon-notes.js';
import { stripIsoMedia } from './iso-media.js';
import { chunksOf } from './iso-samples.js';
import { freeJpegWithin } from './jpeg-within.js';
import type { MediaFile } from './media-file.js';
import { MediaPart } from './media-part.js';
import { freeValues, stripTiff } from './tiff.js';

/** Bytes of the name that a box of a maker's own begins with. */
const nameLength = 16;
const [notes, preview] = ['85c0b687820f11e08111f4ce462b6a48', 'eaf42b5e1c984b88b9fbb7dc406e4d16'];
/** Bytes before a JPEG: of the preview, behind its name; of the thumbnail, in its box. */
const [previewHeader, thumbnailHeader] = [32, 16];
const tiffHeader = 8;

/**
 * Takes out of a Canon raw picture (CR3), which is built like a film, where, when and by whom it was made. What its developing takes
 * stays, and all of it where it was. Throws `MalformedMedia`.
 */
export async function stripCanonRaw(file: MediaFile): Promise<void> {
  await stripIsoMedia(file, { freeOwn, freeMeasurements: freeNotes });
  for await (const box of boxesIn(file, 0, file.size)) {
    if (box.type === 'moov') await freePictures(file, box);
  }
}

/** A box of Canon's own; XMP, credentials and recipes stand in others. */
async function freeOwn(file: MediaFile, box: MediaBox): Promise<void> {
  const start = box.body + nameLength;
  const name = start <= box.end ? (await file.read(box.body, nameLength)).toString('hex') : undefined;
  if (name === notes) await stripNotes(file, start, box.end);
  else if (name === preview) await freeJpegWithin(file, start + previewHeader, box.end);
  else await free(file, box);
}

async function stripNotes(file: MediaFile, start: number, end: number): Promise<void> {
  for await (const box of boxesIn(file, start, end)) {
    const body = new MediaPart(file, box.body, box.end);
    if (box.type === 'CMT1' || box.type === 'CMT2') await stripTiff(body);
    else if (box.type === 'CMT3') await freeValues(body, makersTags);
    // Places; what is left is a directory without entries.
    else if (box.type === 'CMT4') await body.zero(tiffHeader, body.size);
    else if (box.type === 'THMB') await freeJpegWithin(file, box.body + thumbnailHeader, box.end);
  }
}

/** One of its tracks is a JPEG. */
async function freePictures(file: MediaFile, film: MediaBox): Promise<void> {
  for await (const track of boxesIn(file, film.body, film.end)) {
    if (track.type !== 'trak') continue;
    for await (const { start, end } of chunksOf(file, track)) await freeJpegWithin(file, start, end);
  }
}
