/** What one track of a film, or of a recording, holds. */
export interface FilmTrack {
  readonly kind: 'picture' | 'sound' | 'other';
  /** Pixels as it is shown, upright; of pictures that say so. */
  readonly size?: FilmSize;
}

export interface FilmSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the longest side that counts as one. */
const longestSide = 32_768;

/** `undefined` for what no film has. */
export function filmSize(width: number, height: number): FilmSize | undefined {
  const isOne = [width, height].every((side) => side >= 1 && side <= longestSide);
  return isOne ? { width: Math.round(width), height: Math.round(height) } : undefined;
}
