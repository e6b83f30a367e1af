const gap = 8;

/**
 * Puts a popover under what opened it, above where there is no room, and always inside the window. Where the page has zoomed, what
 * is measured is in the window's pixels, and what is set in the popover's own.
 */
export function placeBeside(popover: HTMLElement, anchor: DOMRect): void {
  const { innerWidth, innerHeight } = popover.ownerDocument.defaultView ?? window;
  // Safari has none, and does not need it: there both are the same pixels.
  const zoom = popover.currentCSSZoom ?? 1;
  const width = popover.offsetWidth * zoom;
  const height = popover.offsetHeight * zoom;
  const rtl = getComputedStyle(popover).direction === 'rtl';
  const below = anchor.bottom + gap / 2;
  const top = below + height > innerHeight - gap ? anchor.top - height - gap / 2 : below;
  const left = rtl ? anchor.left : anchor.right - width;
  popover.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap)) / zoom}px`;
  popover.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap)) / zoom}px`;
}
