import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { isAnimated } from './animation.js';

const frame = (background: string) => ({ create: { width: 8, height: 8, channels: 4 as const, background } });

describe('a picture that moves', () => {
  it('is told from one that stands still, in WebP', async () => {
    const frames = await Promise.all(['#f00', '#0f0'].map((colour) => sharp(frame(colour)).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    const still = await sharp(frame('#f00')).webp().toBuffer();
    const withAlpha = await sharp(frame('#f008')).webp({ lossless: true }).withMetadata().toBuffer();
    expect([moving, still, withAlpha].map((bytes) => isAnimated(bytes))).toEqual([true, false, false]);
  });

  it('is told from one that stands still, in PNG', async () => {
    const still = await sharp(frame('#f00')).png().toBuffer();
    const control = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)]);
    const moving = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
    expect([isAnimated(moving), isAnimated(still)]).toEqual([true, false]);
  });

  it('is not seen in anything else', () => {
    expect(isAnimated(new Uint8Array())).toBe(false);
    expect(isAnimated(Buffer.from('\xFF\xD8 acTL WEBPVP8X', 'latin1'))).toBe(false);
  });
});
