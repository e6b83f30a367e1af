import { safeFileName } from '../codec/safe-file-name.js';

/** By media type, the extension by which the client knows a picture it can show (LEGACY quirk 5). */
const extensions: Readonly<Record<string, RegExp>> = {
  '.jpg': /\.jpe?g$/,
  '.png': /\.png$/,
  '.bmp': /\.bmp$/,
};
export type PictureExtension = '.jpg' | '.png' | '.bmp';

const anyPicture = /\.(?:jpe?g|png|bmp)$/i;

/** The name of a picture: with the extension that its content has, in lower case, since the client compares. */
export function pictureName(name: string, extension: PictureExtension): string {
  const safe = safeFileName(name);
  const dot = safe.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot).toLowerCase()] : [safe, ''];
  return safeFileName(extensions[extension]?.test(ending) ? stem + ending : `${stem}${extension}`);
}

/** The name of anything else: none by which the client would take it for a picture, fail to open it and die. */
export function otherName(name: string): string {
  const safe = safeFileName(name);
  return anyPicture.test(safe) ? safeFileName(`${safe}.bin`) : safe;
}
