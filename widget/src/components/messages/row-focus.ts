/** Arrow keys walk from message to message; Tab goes on into the buttons of the one that has the focus. */
export class RowFocus {
  /** Moves the focus; the row that has it now, when the key was one of ours. */
  move(event: KeyboardEvent, list: HTMLElement): HTMLElement | undefined {
    const target = event.target as Element;
    const onRow = target.matches('[data-key]');
    const onList = target.matches('.scroll');
    if (!onRow && !onList) return undefined;
    const rows = [...list.querySelectorAll<HTMLElement>('[data-key]')];
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
}
