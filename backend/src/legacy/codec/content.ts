import { cut } from './cut.js';
import { type Flag, messageFrame } from './frames.js';
import { withShortcodes } from './shortcodes.js';
import { codeOfSticker, stickerOfCode } from './sticker-codes.js';

/** A string of 3,072 bytes desynchronises the client, a longer one may kill it (LEGACY quirk 2). */
export const longestString = 3071;

/** Content that says "I am leaving"; a person who types the word sends it with a newline. */
export const leaving = 'exit';

/** What a client sent, as the chat stores it: a sticker's code as its emoji, typed text without its newline (quirks 6, 7). */
export function storedText(content: string): string {
  return stickerOfCode(content) ?? content.replace(/\n$/, '');
}

/**
 * A text as an old client gets it: a sticker alone as its code, anything else with a newline at its end (quirks 6, 7), in as many
 * messages as its length takes (quirk 2).
 */
export function textFrames(flag: Flag, sender: string, text: string, emoji: 'shortcode' | 'raw'): Buffer[] {
  const code = codeOfSticker(text);
  if (code !== undefined) return [messageFrame(flag, sender, code)];
  const shown = emoji === 'raw' ? text : withShortcodes(text);
  return cut(readable(shown), longestString - 1).map((piece) => messageFrame(flag, sender, `${piece}\n`));
}

/** Line ends as Tk knows them, and nothing it would choke on. */
function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
