export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quote'; readonly text: string }
  | { readonly type: 'code'; readonly text: string };

const fence = /^\s*```[^`]*$/;

/** Cuts a text into fenced code, quotes of lines that begin with `>`, and everything else. A fence nobody closes is text. */
export function blocksOf(text: string): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const add = (type: 'text' | 'quote', line: string): void => {
    const last = blocks.at(-1);
    if (last?.type === type) blocks[blocks.length - 1] = { type, text: `${last.text}\n${line}` };
    else blocks.push({ type, text: line });
  };
  const lastFence = lines.findLastIndex((line) => fence.test(line));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (at < lastFence && fence.test(line)) {
      const end = lines.findIndex((other, place) => place > at && fence.test(other));
      blocks.push({ type: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end;
    } else if (/^\s*>/.test(line)) add('quote', line.replace(/^\s*> ?/, ''));
    else add('text', line);
  }
  return blocks;
}
