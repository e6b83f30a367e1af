import { ChatError } from '../errors/chat-error.js';

/** Code points of a quoted text. */
const quoteLength = 200;

/** Text as it is stored: valid Unicode, line feeds for line ends, no control characters but those and tabs. */
export function storedText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/** Throws `invalid` for text longer than `maxChars` code points. */
export function assertLength(text: string, maxChars: number): void {
  // A code point has one or two units, so most texts need no counting.
  if (text.length > maxChars && (text.length > maxChars * 2 || [...text].length > maxChars)) {
    throw new ChatError('invalid', {
      message: `A message has at most ${maxChars} characters.`,
      fields: { text: 'too_long' },
    });
  }
}

/** Whether there is nothing in it that anybody could see. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Mn}\u2800\u3164\u115F\u1160\uFFA0]/u.test(text);
}

/** What a reply shows of the text it answers. */
export function quotedText(text: string): string {
  return text.length > quoteLength ? [...text].slice(0, quoteLength).join('') : text;
}
