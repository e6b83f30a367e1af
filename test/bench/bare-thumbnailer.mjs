// Makes what ours makes of a picture, and nothing else.
import sharp from 'sharp';

sharp.cache(false);
process.on('disconnect', () => process.exit());

process.on('message', async (path) => {
  const { data, info } = await sharp(path)
    .resize(1600, 1600, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const side of [320, 720, 1600]) {
    await sharp(data, { raw: info })
      .resize(side, side, { fit: 'inside' })
      .webp({ quality: 78, effort: 2 })
      .toFile(`${path}-${side}.webp`);
  }
  process.send('made');
});
