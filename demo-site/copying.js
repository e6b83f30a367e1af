/** Copies what an element says; where a page has no clipboard, as over plain HTTP, by selecting it. */
export async function copyTextOf(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
  }
}
