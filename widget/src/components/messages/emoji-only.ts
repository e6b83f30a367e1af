const emoji = String.raw`(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?)*)`;
const upToThree = new RegExp(String.raw`^(?:${emoji}\s?){1,3}$`, 'u');
const one = new RegExp(`^${emoji}$`, 'u');

/** One emoji alone is a sticker, two or three are shown large, anything else is text. */
export function emojiSize(text: string): 'sticker' | 'large' | undefined {
  if (text.length > 48) return undefined;
  if (one.test(text)) return 'sticker';
  return upToThree.test(text) ? 'large' : undefined;
}
