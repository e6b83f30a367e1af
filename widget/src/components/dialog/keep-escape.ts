/** Escape closes what lies over the chat, and nothing of what is around it: neither the history nor a launcher's panel. */
export function keepEscape(overlay: HTMLElement): void {
  overlay.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') event.stopPropagation();
  });
}
