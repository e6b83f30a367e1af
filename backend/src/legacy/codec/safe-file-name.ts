import { cut } from './cut.js';
import { fileNameBytes } from './frames.js';
import { replaceAstral } from './shortcodes.js';

/** Separators, what Windows forbids, control characters, and marks that turn the reading direction round. */
const forbidden = /[/\\<>:"|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?:\.|$)/i;
/** Bytes of the longest ending that counts as an extension. */
const longestExtension = 16;

/**
 * The name under which an old client may store a file (LEGACY quirk 4): it joins it onto its folder unchecked, on Windows, and
 * shows it in a Tk text that dies of characters beyond U+FFFF (quirk 8). At most 128 bytes, with the extension kept.
 */
export function safeFileName(name: string): string {
  const bare = replaceAstral(name.normalize('NFC'), (known) => `_${known}_`)
    .replace(forbidden, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (bare === '') return 'file';
  return shorten(isDeviceName(bare) ? `_${bare}` : bare);
}

/** Whether Windows takes a name for a device, whatever its extension and case are. */
export function isDeviceName(name: string): boolean {
  return device.test(name);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= fileNameBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  const extension = Buffer.byteLength(ending) <= longestExtension ? ending : '';
  const stem = name.slice(0, name.length - extension.length);
  const [start = ''] = cut(stem, fileNameBytes - Buffer.byteLength(extension));
  return start.replace(/[.\s]+$/, '') + extension;
}
