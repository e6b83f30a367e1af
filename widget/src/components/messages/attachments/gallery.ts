import { html, type TemplateResult } from 'lit';
import { sized } from '../../sized.js';

/** Pictures that are shown of a message; the last of them says how many more there are. */
export const mostTiles = 4;
const wide = 360;

/** One picture at its own proportions, within sane bounds: very long ones are cut by `object-fit`. */
const largest = { width: 320, height: 320 };
const smallest = { width: 96, height: 72 };

/** What stands in the gallery: its content fills whatever space it gets. */
export interface Tile {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly content: TemplateResult;
}

/**
 * Pictures of one message in a space whose size is known before a byte of them is there. Sizes go through CSSOM: a strict page
 * forbids `style="…"`.
 */
export function gallery(tiles: readonly Tile[]): TemplateResult {
  const [first] = tiles;
  const isOne = first !== undefined && tiles.length === 1;
  const box = isOne ? boxOf(first) : { 'inline-size': `${wide}px`, 'aspect-ratio': tiles.length === 2 ? '2' : '4 / 3' };
  const shape = tiles.length > mostTiles ? 'many' : `of-${tiles.length}`;
  return html`<div class="gallery ${shape}" ${sized(box)}>${tiles.map(({ content }) => content)}</div>`;
}

/** The space of a picture in CSS pixels. */
export function boxOf({ width, height }: { width: number; height: number }): Record<string, string> {
  const scale = Math.min(1, largest.width / width, largest.height / height);
  const box = {
    width: Math.min(largest.width, Math.max(smallest.width, Math.round(width * scale))),
    height: Math.min(largest.height, Math.max(smallest.height, Math.round(height * scale))),
  };
  return { 'inline-size': `${box.width}px`, 'aspect-ratio': `${box.width} / ${box.height}` };
}
