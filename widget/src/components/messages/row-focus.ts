/**
 * Arrow keys walk from message to message; Tab goes on into the buttons of the one that has the focus. The row that has it
 * now, when the key was one of ours.
 */
export function moveFocus(event: KeyboardEvent): HTMLElement | undefined {
  const target = event.target as Element;
  const onRow = target.matches('[data-key]');
  const onList = target === event.currentTarget;
  if (!onRow && !onList) return undefined;
  const rows = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[data-key]')];
  const at = onRow ? rows.indexOf(target as HTMLElement) : rows.length;
  const row = {
    ArrowUp: rows[at - 1],
    ArrowDown: rows[at + 1],
    End: onRow ? rows.at(-1) : undefined,
  }[event.key];
  if (!row) return undefined;
  event.preventDefault();
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  return row;
}
