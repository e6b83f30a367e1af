import type { Inline } from './inline-piece.js';

interface Level {
  /** As it was written. */
  readonly mark: string;
  readonly children: Inline[];
}

/** Deeper than anybody means it. */
const deepest = 5;

const types: Readonly<Record<string, 'bold' | 'italic' | 'struck'>> = {
  '**': 'bold',
  __: 'bold',
  '*': 'italic',
  _: 'italic',
  '~~': 'struck',
};

/** Puts what stands between two marks of a kind inside of them. A mark without its partner stays as it was written. */
export class MarkNesting {
  #levels: Level[] = [{ mark: '', children: [] }];

  add(piece: Inline): void {
    const { children } = this.#top;
    const last = children.at(-1);
    if (piece.type === 'text' && last?.type === 'text') {
      children[children.length - 1] = { type: 'text', text: last.text + piece.text };
    } else if (piece.type !== 'text' || piece.text !== '') children.push(piece);
  }

  /** Three of a kind are two marks: bold and italic. */
  mark(run: string, canOpen: boolean, canClose: boolean): void {
    if (run.length < 3) this.#single(run, canOpen, canClose);
    else {
      const isItalicInside = this.#top.mark === run[0];
      const order = isItalicInside ? [run.slice(0, 1), run.slice(1)] : [run.slice(0, 2), run.slice(2)];
      for (const mark of order) this.#single(mark, canOpen, canClose);
    }
  }

  end(): readonly Inline[] {
    while (this.#levels.length > 1) this.#giveUp();
    return this.#top.children;
  }

  get #top(): Level {
    return this.#levels.at(-1) as Level;
  }

  #single(mark: string, canOpen: boolean, canClose: boolean): void {
    const at = this.#levels.findLastIndex((level) => level.mark === mark && level !== this.#levels[0]);
    if (canClose && at > 0) {
      while (this.#levels.length - 1 > at) this.#giveUp();
      if (this.#top.children.length > 0) {
        const { children } = this.#levels.pop() as Level;
        this.add({ type: types[mark] ?? 'bold', children });
        return;
      }
    }
    if (canOpen && at < 0 && this.#levels.length <= deepest) this.#levels.push({ mark, children: [] });
    else this.add({ type: 'text', text: mark });
  }

  #giveUp(): void {
    const { mark, children } = this.#levels.pop() as Level;
    this.add({ type: 'text', text: mark });
    for (const child of children) this.add(child);
  }
}
