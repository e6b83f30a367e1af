import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

const folder = resolve(import.meta.dirname, '../../build/screenshots');

export interface Look {
  width: 360 | 768 | 1280;
  scheme: 'light' | 'dark';
  /** `rtl` is a page in Arabic, whose chat speaks English. */
  language: 'en' | 'zh' | 'rtl';
}

const heights = { 360: 720, 768: 900, 1280: 820 } as const;

export const viewport = ({ width }: Look) => ({ width, height: heights[width] });

/** Writes one picture of the window: `build/screenshots/<state>.<language>.<scheme>.<width>.png`. */
export async function shoot(page: Page, state: string, { width, scheme, language }: Look): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForFunction(picturesAreThere);
  await page.screenshot({
    path: `${folder}/${state}.${language}.${scheme}.${width}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
}

/** In the page: whether everything in view has its pictures, through all shadow roots. */
function picturesAreThere(): boolean {
  const pictures = (root: Document | ShadowRoot): HTMLImageElement[] => [
    ...root.querySelectorAll('img'),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? pictures(shadowRoot) : [])),
  ];
  return pictures(document).every((picture) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return bottom < 0 || top > innerHeight || !picture.checkVisibility() || picture.complete;
  });
}
