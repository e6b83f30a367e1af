import sharp, { type Sharp } from 'sharp';

/** A picture in which left, right, top and bottom differ. */
export function drawing(width = 600, height = 400): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4" width="${width}" height="${height}">
    <rect width="6" height="4" fill="#fff"/><rect width="3" height="2" fill="#e33"/><rect x="3" width="3" height="2" fill="#3e3"/>
    <rect y="2" width="3" height="2" fill="#33e"/></svg>`;
  return sharp(Buffer.from(svg)).flatten();
}

/** Two frames that follow each other for ever. */
export async function animation(): Promise<Sharp> {
  const frames = await Promise.all([drawing(60, 40).png().toBuffer(), drawing(60, 40).negate().png().toBuffer()]);
  return sharp(frames, { join: { animated: true } });
}

/** A picture's own bytes, with another size written into its header. */
export function claiming(picture: Buffer, at: number, bytes: readonly number[]): Buffer {
  const claimed = Buffer.from(picture);
  claimed.set(bytes, at);
  return claimed;
}
