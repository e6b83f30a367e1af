/** Characters kept at the most; what is older is forgotten, and found in the database by whoever needs it. */
const capacity = 4_000_000;

/** What could not be told to other nodes, oldest first, as it travels. */
export class UnsentNews {
  private texts: string[] = [];
  private size = 0;

  keep(text: string): void {
    this.texts.push(text);
    this.size += text.length;
    while (this.size > capacity) this.size -= this.texts.shift()?.length ?? 0;
  }

  all(): readonly string[] {
    return this.texts;
  }

  forget(): void {
    this.texts = [];
    this.size = 0;
  }
}
