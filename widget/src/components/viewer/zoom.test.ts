import { describe, expect, it } from '@jest/globals';
import { unzoomed, within, zoomedAt } from './zoom.js';

const picture = { width: 400, height: 300 };
const stage = { width: 800, height: 600 };

describe('zooming a picture', () => {
  it('keeps what is under the pointer where it is', () => {
    const at = { x: 100, y: -50 };
    const once = zoomedAt(unzoomed, 2, at);
    expect(once).toEqual({ scale: 2, x: -100, y: 50 });
    // The point of the picture under the pointer, counted from its middle and unscaled, is the same as before.
    expect([(at.x - once.x) / once.scale, (at.y - once.y) / once.scale]).toEqual([at.x, at.y]);
    const twice = zoomedAt(once, 1.5, { x: -30, y: 10 });
    expect((-30 - twice.x) / twice.scale).toBeCloseTo((-30 - once.x) / once.scale);
  });

  it('never goes below the whole picture, nor beyond eight times', () => {
    expect(zoomedAt(unzoomed, 0.5, { x: 9, y: 9 })).toEqual(unzoomed);
    expect(zoomedAt(unzoomed, 100, { x: 0, y: 0 }).scale).toBe(8);
  });

  it('keeps a picture that is smaller than the stage in the middle', () => {
    expect(within({ scale: 1.5, x: 90, y: -40 }, picture, stage)).toEqual({ scale: 1.5, x: 0, y: 0 });
  });

  it('moves a larger one up to its edges and no further', () => {
    expect(within({ scale: 4, x: 5000, y: -100 }, picture, stage)).toEqual({ scale: 4, x: 400, y: -100 });
    expect(within({ scale: 4, x: -5000, y: 5000 }, picture, stage)).toEqual({ scale: 4, x: -400, y: 300 });
  });
});
