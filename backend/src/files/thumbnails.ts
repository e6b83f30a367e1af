import type { ThumbnailKind } from '@chat-room/protocol';

type StillKind = Exclude<ThumbnailKind, 'moving'>;

/**
 * Pixels of the longer side at the most. The widget's largest picture in a message has 320 CSS pixels, twice and three times as
 * many on dense screens; the large one fills a phone's screen in the viewer.
 */
export const thumbnailSides: Readonly<Record<ThumbnailKind, number>> = {
  small: 320,
  medium: 720,
  large: 1600,
  moving: 480,
};

/** Stills that a picture of this size gets: none that the next smaller one could stand in for. */
export function stillsOf(width: number, height: number): readonly StillKind[] {
  const longer = Math.max(width, height);
  return [
    ...(longer > thumbnailSides.small ? (['small'] as const) : []),
    'medium',
    ...(longer > thumbnailSides.medium ? (['large'] as const) : []),
  ];
}

/** Pixels across of a thumbnail of a picture of this size. */
export function thumbnailWidth(kind: ThumbnailKind, width: number, height: number): number {
  const scale = Math.min(1, thumbnailSides[kind] / Math.max(width, height));
  return Math.max(1, Math.round(width * scale));
}

/** What stands behind the key, or the path, of the picture itself. */
export function thumbnailSuffix(kind: ThumbnailKind): string {
  return kind === 'medium' ? '-thumbnail' : `-thumbnail-${kind}`;
}
