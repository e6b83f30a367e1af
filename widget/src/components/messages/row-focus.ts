import { countAbove, rowsIn } from './row-search.js';

/**
 * Arrow keys walk from message to message, and from the list itself to the last one in view; Tab goes on into the buttons
 * of the one that has the focus. The row that has it now, when the key was one of ours.
 */
export function moveFocus(event: KeyboardEvent): HTMLElement | undefined {
  const target = event.target as Element;
  const list = event.currentTarget as Element;
  const onRow = target.matches('[data-key]');
  if (!onRow && target !== list) return undefined;
  const rows = rowsIn(list);
  const at = onRow
    ? rows.indexOf(target as HTMLElement)
    : countAbove(list.getBoundingClientRect().bottom, rows, 'bottom');
  const row = {
    ArrowUp: rows[at - 1],
    ...(onRow && { ArrowDown: rows[at + 1], End: rows.at(-1) }),
  }[event.key];
  if (!row) return undefined;
  event.preventDefault();
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  return row;
}
