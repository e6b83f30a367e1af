/** Scrolls by so many of the window's pixels, which are not those of an element where the page has zoomed. */
export function scrollBy(scroller: Element, pixels: number): void {
  // Safari has none, and counts alike.
  scroller.scrollTop += pixels / (scroller.currentCSSZoom ?? 1);
}
