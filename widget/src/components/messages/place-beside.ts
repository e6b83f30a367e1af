const gap = 8;

/** Puts a popover under what opened it, above where there is no room, and always inside the window. */
export function placeBeside(popover: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const rtl = getComputedStyle(popover).direction === 'rtl';
  const below = anchor.bottom + gap / 2;
  const top = below + height > innerHeight - gap ? anchor.top - height - gap / 2 : below;
  const left = rtl ? anchor.left : anchor.right - width;
  popover.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`;
  popover.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`;
}
