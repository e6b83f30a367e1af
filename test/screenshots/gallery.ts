import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Look } from './looks.js';

const folder = resolve(import.meta.dirname, '../../build/screenshots');

/** Writes one picture of the window: `build/screenshots/<state>.<language>.<scheme>.<width>.png`. */
export async function shoot(page: Page, state: string, { width, scheme, language }: Look): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForFunction(everythingIsThere);
  await page.screenshot({
    path: `${folder}/${state}.${language}.${scheme}.${width}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
}

/** In the page, through all shadow roots: whether what is in view has its pictures, and its parts that load later. */
function everythingIsThere(): boolean {
  const elements = (root: Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? elements(one.shadowRoot) : [])]);
  return elements(document).every((element) => {
    if (element.localName.includes('-') && !customElements.get(element.localName)) return false;
    if (element.matches('aside') && getComputedStyle(element).position === 'static')
      return element.childElementCount > 0;
    if (!(element instanceof HTMLImageElement)) return true;
    const { top, bottom } = element.getBoundingClientRect();
    return bottom < 0 || top > innerHeight || !element.checkVisibility() || element.complete;
  });
}
