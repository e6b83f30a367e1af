import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

interface Attack {
  /** At most 64 characters, without what turns the text around, which names may not have. */
  readonly name: string;
  readonly text: string;
}

const zalgo = (letters: string, marks: number): string =>
  [...letters].map((letter) => letter + '\u0300\u0316\u0334\u0488\u031b'.repeat(marks).slice(0, marks)).join('');

const attacks: Readonly<Record<string, Attack>> = {
  'one long word': { name: 'W'.repeat(64), text: 'w'.repeat(4_000) },
  'letters with towers of marks': { name: zalgo('Za', 31), text: zalgo('zalgo', 120) },
  'text from right to left, and what turns it round': {
    name: 'مرحبا (2) <a> עברית'.repeat(3),
    text: `\u202E${'backwards '.repeat(200)}\u2066isolated \u200F)([`,
  },
  'ten thousand emoji': { name: '👩‍👩‍👧‍👦'.repeat(9), text: '😀'.repeat(10_000) },
  'what would run': {
    name: '"><img src=x onerror=hacked()>',
    text: '<script>hacked()</script><img src=x onerror=hacked()>',
  },
};

/** As a host's page on a desk, and narrow. */
const widths = [1280, 320];

describe('hostile text', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let chat: ChatPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ env: { CHAT_MAX_MESSAGE_CHARS: '10000' } }), launchBrowser()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** A picture and a file under that name, described by that text. */
  const attach = async (mallory: ChatSocket, token: string, room: string, text: string): Promise<void> => {
    const contents = [
      ['png', await drawing(300, 200).png().toBuffer()],
      ['txt', Buffer.from(text)],
    ] as const;
    for (const [ending, content] of contents) {
      const alt = [...text].slice(0, 1_000).join('');
      const metadata = { filename: `${text.slice(0, 200)}.${ending}`, filetype: 'application/octet-stream', alt };
      const file = await upload({ server, token, content, options: { metadata } });
      await send(mallory, room, '', { files: [file] });
    }
  };

  /** What scrolls sideways, or reaches out of the window where nothing cuts it off. */
  const faults = (): Promise<string[]> =>
    page.evaluate(() => {
      const meantTo = 'pre, textarea, input, .groups, .tray, ul.files';
      const elements = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? elements(one.shadowRoot) : [])]);
      const around = (one: Element): Element | null =>
        one.assignedSlot ?? one.parentElement ?? ((one.getRootNode() as ShadowRoot).host || null);
      const isCutOff = (one: Element): boolean => {
        for (let box = around(one); box; box = around(box)) {
          if (getComputedStyle(box).overflowX !== 'visible') return true;
        }
        return false;
      };
      const name = (one: Element): string =>
        `${one.localName}.${one.className} ${one.textContent?.trim().slice(0, 20)}`;
      const found = elements(document)
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(meantTo))
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect();
          const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1;
          return scrolls || (width > 1 && (left < -1 || right > innerWidth + 1) && !isCutOff(one));
        })
        .map(name);
      const ran = (globalThis as unknown as { attacks: number }).attacks;
      return ran ? ['something ran', ...found] : found;
    });

  /** Looks at it in both widths, from left to right and from right to left; narrow is how it goes on. */
  const holds = async (): Promise<void> => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 720 });
      for (const dir of ['rtl', 'ltr']) {
        await page.evaluate(async (value) => {
          document.documentElement.dir = value;
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        }, dir);
        expect({ width, dir, faults: await faults() }).toEqual({ width, dir, faults: [] });
      }
    }
  };

  it.each(Object.entries(attacks).map(([kind, attack]) => ({ kind, ...attack })))(
    'breaks no place where somebody may put it: $kind',
    async ({ kind, name, text }) => {
      const { accessToken: token } = await register(server);
      await api(server, 'PATCH', '/me', { token, json: { displayName: name } });
      const mallory = await connect(server, token);
      const room = `attack-${Object.keys(attacks).indexOf(kind)}`;
      await join(mallory, room);
      const { id } = await send(mallory, room, text);
      await send(mallory, room, text.slice(0, 9_000), { replyTo: id });
      await attach(mallory, token, room, text);
      context = await openBrowser(browser, server, await register(server), {
        viewport: { width: 320, height: 720 },
        reducedMotion: 'reduce',
      });
      page = await openHost(context, server, { attributes: `room="${room}"` });
      await page.evaluate(() =>
        Object.assign(globalThis, { attacks: 0, hacked: () => Object.assign(globalThis, { attacks: 1 }) }),
      );
      chat = await new ChatPage(page).ready();
      // Messages, a quote, a picture with its words, a file.
      const picture = chat.list.locator('.picture').last();
      await picture.waitFor();
      await chat.list.locator('.file').last().waitFor();
      await chat.list.locator('.quote').last().waitFor();
      await holds();

      // Who is writing, in the header; what one answers, above the field; whom one may mention.
      await demand(mallory, 'typing', { room, on: true });
      await page.getByText('is typing').waitFor();
      await holds();
      const quoting = chat.list
        .locator('[data-seq]')
        .filter({ has: page.locator('.quote') })
        .last();
      await quoting.focus();
      await quoting.getByRole('button', { name: 'Reply', exact: true }).press('Enter');
      await page.locator('chat-room-composer .context').waitFor();
      await holds();
      await chat.composer.fill('');
      await chat.composer.pressSequentially('@');
      await page.getByRole('option').first().waitFor();
      await holds();
      await chat.composer.fill('');
      await chat.composer.press('Escape');

      // What waits to be sent.
      const waiting = {
        name: `${text.slice(0, 60)}.txt`.replaceAll('/', ''),
        mimeType: 'text/plain',
        buffer: Buffer.from('x'),
      };
      await page.locator('chat-room-composer input[type=file]').setInputFiles(waiting);
      await page.locator('chat-room-pending').getByRole('button', { name: 'Remove' }).waitFor();
      await holds();
      await page.locator('chat-room-pending').getByRole('button', { name: 'Remove' }).click();

      // A picture large, with who sent it, its name and what it shows; a text to be read.
      await picture.click();
      await page.locator('chat-room-viewer .caption').waitFor();
      await holds();
      await page.keyboard.press('Escape');
      await chat.list.locator('.read').last().press('Enter');
      await page.locator('chat-room-text-viewer pre[aria-busy=false]').waitFor();
      await holds();
      await page.keyboard.press('Escape');

      // The history, and what is found in it.
      await chat.button('History and search').click();
      await page.locator('.hit').nth(3).waitFor();
      await holds();
      await page.getByRole('searchbox').fill(text.slice(0, 150));
      await page.locator('.state, mark').first().waitFor();
      await holds();
      await page.keyboard.press('Escape');

      // The people, a private conversation, the list of conversations.
      const people = chat.button('Show people');
      if (await people.isVisible()) await people.click();
      await page.locator('chat-room-people button.line').first().waitFor();
      await holds();
      await page.locator('chat-room-people button.line').first().click();
      await page.locator('chat-room-messages .empty, chat-room-messages [data-seq]').first().waitFor();
      await page.getByRole('heading', { name: 'Private conversation' }).waitFor();
      await holds();
      await chat.say(text.slice(0, 5_000));
      await page.locator('chat-room-messages .own[data-seq]').first().waitFor();
      const conversations = chat.button('Show conversations');
      await chat.button('Back to').click();
      if (await conversations.isVisible()) await conversations.click();
      await page.locator('chat-room-conversations .is-private').first().waitFor();
      await holds();
      mallory.disconnect();
    },
  );
});
