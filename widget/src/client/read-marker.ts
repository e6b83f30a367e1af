/** At most one `room:read` in this many milliseconds. */
const interval = 1_000;

/** How far the person has read. Goes only forward; told to the server at once, then at most once a second. */
export class ReadMarker {
  seq = 0;
  #sent = 0;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly send: (seq: number) => void) {}

  /** True when it moved. */
  mark(seq: number): boolean {
    if (seq <= this.seq) return false;
    this.seq = seq;
    if (!this.#timer) this.#flush();
    return true;
  }

  /** The server says how far; what was read while the connection was down is told now. */
  take(seq: number): void {
    this.#sent = seq;
    this.seq = Math.max(this.seq, seq);
    if (!this.#timer) this.#flush();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.seq = 0;
    this.#sent = 0;
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#sent >= this.seq) return;
    this.#sent = this.seq;
    this.send(this.seq);
    this.#timer = setTimeout(() => this.#flush(), interval);
  }
}
