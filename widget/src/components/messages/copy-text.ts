/**
 * Puts a text into the clipboard. On pages over plain HTTP, and in frames that may not use the clipboard, there is no other
 * way than by a selection, made in `root`. False where the browser refuses.
 */
export async function copyText(text: string, root: ShadowRoot): Promise<boolean> {
  if (!navigator.clipboard) return copySelected(text, root);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, root);
  }
}

function copySelected(text: string, root: ShadowRoot): boolean {
  let focused = root.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const area = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'unseen' });
  root.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}
