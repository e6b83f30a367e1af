import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

interface Place {
  readonly name: string;
  /** Attributes of `<html>`. */
  readonly html: string;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Where they are tried: as small as a page may be, from right to left; a window of 1,280 by 800 at 200 %. */
const places: readonly Place[] = [
  { name: '320 pixels, from right to left', html: 'lang="ar" dir="rtl"', viewport: { width: 320, height: 400 } },
  { name: '200 % zoom', html: 'lang="en"', viewport: { width: 640, height: 400 } },
];

describe('what opens over the chat', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let chat: ChatPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    const { accessToken } = await register(server, 'ben');
    const ben = await connect(server, accessToken);
    await join(ben, 'lobby');
    const picture = { content: await drawing(300, 200).png().toBuffer(), name: 'view.png' };
    for (const file of [picture, { content: Buffer.from('Some words.'), name: 'words.txt' }]) {
      await send(ben, 'lobby', file.name, { files: [await upload({ server, token: accessToken, ...file })] });
    }
    ben.disconnect();
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async ({ html, viewport }: Place): Promise<void> => {
    context = await openBrowser(browser, server, await register(server), { viewport, reducedMotion: 'reduce' });
    page = await openHost(context, server, {
      html,
      body: '<chat-room room="lobby" mode="launcher" lang="en"></chat-room>',
    });
    await page.getByRole('button', { name: 'Open chat' }).click();
    chat = await new ChatPage(page).ready();
    await chat.say('my own words');
    await chat.sees('my own words');
  };

  /** What reaches out of the window to a side. */
  const faults = (): Promise<string[]> =>
    page.evaluate(() => {
      const elements = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? elements(one.shadowRoot) : [])]);
      return elements(document)
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect();
          return width > 1 && (left < -1 || right > innerWidth + 1);
        })
        .map((one) => `${one.localName}.${one.className}`);
    });
  /** What slides in reaches out until it has come. */
  const expectNoFaults = async (): Promise<void> => {
    await until(async () => (await faults()).length === 0).catch(() => undefined);
    expect(await faults()).toEqual([]);
  };
  const hasFocus = (place: Locator) => place.evaluate((element) => element.matches(':focus-within'));

  /** Opens it by the keyboard: the focus goes in, nothing is cut off; Escape closes it alone, and the focus is back. */
  const tries = async (opener: Locator, overlay: Locator, back = opener): Promise<void> => {
    await opener.focus();
    await page.keyboard.press('Enter');
    await until(async () => (await overlay.isVisible()) && (await hasFocus(overlay)));
    await expectNoFaults();
    await page.keyboard.press('Escape');
    await overlay.waitFor({ state: 'detached' });
    await until(() => hasFocus(back));
    expect(await page.locator('.frame').count()).toBe(1);
  };
  const pointedAt = async (text: string): Promise<Locator> => {
    const row = await chat.sees(text);
    // Where the focus is already, nothing is told of it.
    await until(async () => {
      await row.evaluate((element) => element.blur());
      await row.focus();
      const tools = row.getByRole('toolbar').waitFor({ timeout: 3_000 });
      return tools.then(
        () => true,
        () => false,
      );
    });
    return row;
  };

  it.each(places)('takes the focus and gives it back, at $name: the profile, the lists, the emoji', async (place) => {
    await open(place);
    await tries(chat.button('Your profile'), page.locator('chat-room-profile dialog'));
    for (const [button, list] of [
      ['Show people', 'chat-room-people'],
      ['Show conversations', 'chat-room-conversations'],
    ] as const) {
      const opener = chat.button(button);
      if (await opener.isVisible()) await tries(opener, page.locator(list));
    }
    await tries(chat.button('Emoji and stickers'), page.locator('chat-room-emoji'));
  });

  it.each(places)(
    'takes the focus and gives it back, at $name: the history, and the question before it is cleared',
    async (place) => {
      await open(place);
      const opener = chat.button('History and search');
      const history = page.locator('chat-room-history');
      await tries(opener, history);
      await opener.click();
      await page.locator('.hit').first().waitFor();
      await tries(chat.button('Clear for me'), page.getByRole('alertdialog'));
      expect(await history.count()).toBe(1);
      await chat.button('Back').click();
      await until(() => hasFocus(opener));
    },
  );

  it.each(places)('takes the focus and gives it back, at $name: what one does with a message', async (place) => {
    await open(place);
    const row = await pointedAt('my own words');
    const menu = page.locator('chat-room-menu');
    await tries(row.getByRole('button', { name: 'More' }), menu.getByRole('menu'), row);
    await pointedAt('my own words');
    await tries(row.getByRole('button', { name: 'React' }), menu.getByRole('menu'), row);
    await pointedAt('my own words');
    await row.getByRole('button', { name: 'More' }).click();
    await tries(page.getByRole('menuitem', { name: 'Delete' }), page.getByRole('alertdialog'), row);
    await pointedAt('my own words');
    await row.getByRole('button', { name: 'React' }).click();
    await menu.getByRole('menuitem', { name: 'More' }).click();
    await menu.locator('[data-emoji]').first().waitFor();
    await expectNoFaults();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await until(() => hasFocus(row));
  });

  it('stands beside what opened it, on a page that has zoomed', async () => {
    await open({ name: 'zoom', html: 'lang="en"', viewport: { width: 1000, height: 700 } });
    for (const zoom of ['1.5', '0.8']) {
      await page.evaluate((factor) => {
        document.body.style.zoom = factor;
      }, zoom);
      const row = await pointedAt('my own words');
      const opener = row.getByRole('button', { name: 'More' });
      await opener.press('Enter');
      const menu = page.locator('chat-room-menu .menu');
      /** Under or above it, ending where it ends, but for what the window rounds. */
      const isBeside = async (): Promise<boolean> => {
        const [of, at] = [await menu.boundingBox(), await opener.boundingBox()];
        if (!of || !at || of.y < 0) return false;
        const gap = of.y > at.y ? of.y - at.y - at.height : at.y - of.y - of.height;
        return Math.abs(gap - 4) < 2 && Math.abs(of.x + of.width - at.x - at.width) < 2;
      };
      await until(isBeside);
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
    }
  });

  it.each(places)(
    'takes the focus and gives it back, at $name: pictures, texts, the crop of one’s own picture',
    async (place) => {
      await open(place);
      const view = await pointedAt('view.png');
      await tries(view.locator('.picture').first(), page.locator('chat-room-viewer dialog'), view);
      const words = await pointedAt('words.txt');
      await tries(words.locator('.read').first(), page.locator('chat-room-text-viewer dialog'), words);

      await chat.button('Your profile').click();
      const profile = page.locator('chat-room-profile dialog').first();
      const buffer = await drawing(300, 200).png().toBuffer();
      await page
        .locator('chat-room-profile input[type=file]')
        .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
      const cropper = page.locator('chat-room-cropper dialog');
      await until(async () => (await cropper.isVisible()) && (await hasFocus(cropper)));
      await expectNoFaults();
      await page.keyboard.press('Escape');
      await cropper.waitFor({ state: 'detached' });
      await until(() => hasFocus(profile));
      expect(await page.locator('.frame').count()).toBe(1);
    },
  );
});
