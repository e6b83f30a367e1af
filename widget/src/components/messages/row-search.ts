/** The rows of messages that are in the page, in order. */
export const rowsIn = (list: ParentNode | null): HTMLElement[] =>
  list ? [...list.querySelectorAll<HTMLElement>('[data-key]')] : [];

/** How many rows lie wholly or in part above `y`; they are in order, so that a few are measured, not all. */
export function countAbove(y: number, rows: readonly HTMLElement[], edge: 'top' | 'bottom'): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = rows[middle]?.getBoundingClientRect();
    if (box && box[edge] <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
