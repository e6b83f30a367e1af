/** Before the next frame is drawn; in a page that nobody sees, where none is, soon. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') setTimeout(resolve);
    else requestAnimationFrame(() => resolve());
  });
}
