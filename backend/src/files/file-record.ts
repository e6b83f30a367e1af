import { type ThumbnailKind, thumbnailKinds } from '@chat-room/protocol';
import type { FileModel } from './file.model.js';
import { descriptionOf, type FileDescription } from './file-description.js';

/** A finished upload, as features pass it to each other. */
export interface FileRecord {
  readonly id: string;
  readonly uploaderId: string;
  readonly name: string;
  /** Media type found in the content. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels, upright; of images that can be shown, and of films that say so. */
  readonly width?: number;
  readonly height?: number;
  /** Those it has, none of what cannot be shown. */
  readonly thumbnails: readonly ThumbnailKind[];
  /** A `data:` URL. */
  readonly placeholder?: string;
  readonly storageKey: string;
  readonly description: FileDescription;
  /** The message that carries it. */
  readonly place?: { readonly roomId: number; readonly seq: number };
}

export function fileRecord(row: FileModel): FileRecord {
  return {
    id: row.id,
    uploaderId: row.uploaderId,
    name: row.name,
    type: row.type,
    size: Number(row.size),
    ...(row.width !== null && row.height !== null && { width: row.width, height: row.height }),
    thumbnails: thumbnailsOf(row),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    storageKey: row.storageKey,
    description: descriptionOf(row),
    ...(row.roomId !== null && row.seq !== null && { place: { roomId: row.roomId, seq: row.seq } }),
  };
}

function thumbnailsOf({ thumbnails, hasThumbnail }: FileModel): readonly ThumbnailKind[] {
  if (thumbnails === null) return hasThumbnail ? ['medium'] : [];
  const made = thumbnails.split(',');
  return thumbnailKinds.filter((kind) => made.includes(kind));
}
