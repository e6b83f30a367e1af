const largest = { width: 320, height: 320 };
const smallest = { width: 96, height: 72 };
const tile = 150;

/**
 * The space of a picture in CSS pixels, at its own proportions within sane bounds: very long ones are cut by
 * `object-fit`. Among others it is a tile.
 */
export function pictureBox(width: number, height: number, isTile: boolean): Record<string, string> {
  if (isTile) return { 'inline-size': `${tile}px`, 'aspect-ratio': '1' };
  const scale = Math.min(1, largest.width / width, largest.height / height);
  const box = {
    width: Math.min(largest.width, Math.max(smallest.width, Math.round(width * scale))),
    height: Math.min(largest.height, Math.max(smallest.height, Math.round(height * scale))),
  };
  return { 'inline-size': `${box.width}px`, 'aspect-ratio': `${box.width} / ${box.height}` };
}
