import { createHash } from 'node:crypto';
import sharp from 'sharp';

const hues = [4, 24, 42, 88, 142, 170, 192, 212, 234, 262, 286, 322];

/**
 * The picture of somebody who gave none: a figure on a coloured ground, always the same for one id. Drawn without fonts, since
 * a server may have none for his script.
 */
export function defaultAvatar(userId: string): Promise<Buffer> {
  const seed = createHash('sha256').update(userId).digest();
  const hue = hues[(seed[0] ?? 0) % hues.length] ?? 0;
  const tilt = ((seed[1] ?? 0) % 40) - 20;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="128" height="128">
    <defs><linearGradient id="g" gradientTransform="rotate(${45 + tilt} .5 .5)">
      <stop offset="0" stop-color="${hsl(hue, 0.62, 0.62)}"/><stop offset="1" stop-color="${hsl(hue + 28, 0.6, 0.48)}"/>
    </linearGradient></defs>
    <rect width="128" height="128" fill="url(#g)"/>
    <circle cx="64" cy="50" r="23" fill="#fff" fill-opacity=".92"/>
    <path d="M20 128c2-30 20-46 44-46s42 16 44 46z" fill="#fff" fill-opacity=".92"/>
  </svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}

let nobodys: Promise<Buffer> | undefined;

/** The picture of somebody who is not there, whom anybody may ask for. */
export function nobodysAvatar(): Promise<Buffer> {
  nobodys ??= defaultAvatar('');
  return nobodys;
}

function hsl(hue: number, saturation: number, lightness: number): string {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const value = lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
