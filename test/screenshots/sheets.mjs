// Lays the pictures of `npm run screenshots` side by side, one sheet for each language, scheme and width: build/screenshots/sheets.
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

const folder = resolve(import.meta.dirname, '../../build/screenshots');
const gap = 16;
/** Width of one picture on the sheet, and how many stand in a row, by the width of the page. */
const layouts = { 360: { width: 300, columns: 8 }, 768: { width: 480, columns: 5 }, 1280: { width: 640, columns: 4 } };

const pictures = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
const lookOf = (name) => name.split('.').slice(1, -1).join('.');

await mkdir(join(folder, 'sheets'), { recursive: true });
for (const look of new Set(pictures.map(lookOf))) {
  await writeSheet(
    look,
    pictures.filter((name) => lookOf(name) === look),
  );
}

async function writeSheet(look, names) {
  const { width, columns } = layouts[look.split('.').at(-1)];
  const small = await Promise.all(
    names.map((name) => sharp(join(folder, name)).resize({ width }).png().toBuffer({ resolveWithObject: true })),
  );
  const height = Math.max(...small.map(({ info }) => info.height));
  const rows = Math.ceil(small.length / columns);
  const sheet = {
    width: columns * (width + gap) + gap,
    height: rows * (height + gap) + gap,
    channels: 3,
    background: '#808080',
  };
  await sharp({ create: sheet })
    .composite(
      small.map(({ data }, at) => ({
        input: data,
        left: gap + (at % columns) * (width + gap),
        top: gap + Math.floor(at / columns) * (height + gap),
      })),
    )
    .png()
    .toFile(join(folder, 'sheets', `${look}.png`));
}
