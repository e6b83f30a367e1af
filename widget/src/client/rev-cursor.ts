/** More pieces than this are not remembered; they are asked for again instead. */
const mostPieces = 50;

/**
 * How far the changes of a room are known. Every batch says "this is all after `prev` up to `rev`": one that begins beyond
 * what is known leaves a gap, and is remembered until the gap is filled.
 */
export class RevCursor {
  /** Everything up to here is known; undefined before the first answer. */
  at: number | undefined;
  /** The highest `rev` heard of. */
  #highest = 0;
  #pieces: { prev: number; rev: number }[] = [];

  /** Something is known to be missing. */
  get isBehind(): boolean {
    return this.at === undefined || this.at < this.#highest;
  }

  /** A live batch. */
  receive(prev: number, rev: number): void {
    this.#highest = Math.max(this.#highest, rev);
    this.#pieces.push({ prev, rev });
    if (this.#pieces.length > mostPieces) this.#pieces.shift();
    if (this.at !== undefined) this.advance(this.at);
  }

  /** Everything up to `rev` is known now, and with it whatever follows on without a gap. */
  advance(rev: number): void {
    let at = Math.max(this.at ?? 0, rev);
    for (let before = -1; before < at; ) {
      before = at;
      for (const piece of this.#pieces) if (piece.prev <= at) at = Math.max(at, piece.rev);
    }
    this.at = at;
    this.#highest = Math.max(this.#highest, at);
    this.#pieces = this.#pieces.filter((piece) => piece.rev > at);
  }

  /** Starts over: whatever is heard from now on is measured by the next `advance`. */
  reset(): void {
    this.at = undefined;
    this.#highest = 0;
    this.#pieces = [];
  }
}
