import { cut } from './cut.js';
import { type ClientKind, type Flag, longestContent, messageFrame } from './frames.js';
import { withShortcodes } from './shortcodes.js';
import { codeOfSticker, stickerOfCode } from './sticker-codes.js';

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
export function textFrames(
  flag: Flag,
  sender: string,
  text: string,
  kind: Pick<ClientKind, 'emoji' | 'path'>,
): Buffer[] {
  const code = codeOfSticker(text);
  if (code !== undefined) return [messageFrame(flag, sender, code)];
  const shown = kind.emoji === 'raw' ? text : withShortcodes(text);
  const pieces = cut(readable(shown), longestContent(flag, sender, kind.path) - 1);
  return pieces.map((piece) => messageFrame(flag, sender, `${piece}\n`));
}

/** Line ends as Tk knows them, and nothing it would choke on. */
function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
