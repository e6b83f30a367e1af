/** Counts the connections of each address. */
export class ConnectionsByAddress {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: number) {}

  /** Counts one more; false, uncounted, when the address has as many as it may. */
  add(address: string): boolean {
    const count = this.counts.get(address) ?? 0;
    if (count >= this.max) return false;
    this.counts.set(address, count + 1);
    return true;
  }

  remove(address: string): void {
    const count = (this.counts.get(address) ?? 0) - 1;
    if (count > 0) this.counts.set(address, count);
    else this.counts.delete(address);
  }
}
