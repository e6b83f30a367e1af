import { boxesIn, free, type MediaBox } from './boxes.js';
import type { MediaFile } from './media-file.js';

/** What a song and its record are called, and who made them; its cover. */
const names = new Set([
  ...['©nam', '©ART', '©alb', '©gen', '©wrt', '©grp', '©lyr'],
  ...['aART', 'gnre', 'trkn', 'disk', 'covr', 'cprt', 'tmpo', 'cpil', 'pgap'],
]);

/** Empties a film's tags (`udta`): places stand in `©xyz`, `loci` and in makers' own. Names in the form of music shops stay. */
export async function freeTags(file: MediaFile, tags: MediaBox): Promise<void> {
  for await (const tag of boxesIn(file, tags.body, tags.end)) {
    if (tag.type === 'meta' && tag.end - tag.body > 4) await keepNames(file, tag);
    else await free(file, tag);
  }
}

/** A box of the list has four bytes of version and flags in front. */
async function keepNames(file: MediaFile, list: MediaBox): Promise<void> {
  for await (const box of boxesIn(file, list.body + 4, list.end)) {
    if (box.type === 'ilst') await freeUnnamed(file, box);
    else if (box.type !== 'hdlr') await free(file, box);
  }
}

async function freeUnnamed(file: MediaFile, items: MediaBox): Promise<void> {
  for await (const item of boxesIn(file, items.body, items.end)) {
    if (!names.has(item.type)) await free(file, item);
  }
}
