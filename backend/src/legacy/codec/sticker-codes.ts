import { stickers } from '@chat-room/protocol';

const emojiOfCode = new Map<string, string>(stickers.map(({ code, emoji }) => [code, emoji]));
const codeOfEmoji = new Map<string, string>(stickers.map(({ code, emoji }) => [emoji, code]));

/** The emoji that a sticker's code stands for; `undefined` for anything that is not a code alone (LEGACY quirk 7). */
export function stickerOfCode(content: string): string | undefined {
  return emojiOfCode.get(content);
}

/** The code of a message that is exactly a sticker's emoji. */
export function codeOfSticker(text: string): string | undefined {
  return codeOfEmoji.get(text);
}
