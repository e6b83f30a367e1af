import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password, register } from '../support/api.js';
import { findings, findingsInBothSchemes, stillness } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';

describe('the chat for everybody', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let ben: ChatSocket;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    ben = await connect(server, (await register(server, 'ben')).accessToken);
    await join(ben, 'lobby');
    const first = await send(
      ben,
      'lobby',
      'Hello **all**, see https://example.com and `code`\n> quoted\n```\nblock\n```',
    );
    await send(ben, 'lobby', 'An answer', { replyTo: first.id });
    await demand(ben, 'message:react', { messageId: first.id, emoji: '👍', on: true });
    await send(ben, 'lobby', '😎');
    const gone = await send(ben, 'lobby', 'gone');
    await demand(ben, 'message:delete', { messageId: gone.id });
  });
  afterEach(() => context.close());
  afterAll(async () => {
    ben.disconnect();
    await browser.close();
    await server.stop();
  });

  const still = '*,*::before,*::after{animation:none!important;transition:none!important}';
  const open = async (width: number, signedIn = true): Promise<Page> => {
    await enter(width, signedIn);
    return visit();
  };
  const enter = async (width: number, signedIn = true): Promise<void> => {
    context = await openBrowser(browser, server, signedIn ? await register(server) : undefined, {
      viewport: { width, height: 720 },
      reducedMotion: 'reduce',
    });
  };
  const visit = async (): Promise<Page> => {
    const page = await openHost(context, server);
    await page.addStyleTag({ content: still });
    return page;
  };

  describe('has no fault that axe finds, in the light and in the dark', () => {
    it('log in, register, errors', async () => {
      const page = await open(360, false);
      await page.getByRole('heading', { name: 'Welcome', exact: true }).waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByLabel('Password', { exact: true }).fill('weak');
      await page.locator('button[type=submit]').click();
      await page.locator('.problem').first().waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });

    it('the room and all that opens in it', async () => {
      const page = await open(1280);
      const chat = await new ChatPage(page).ready();
      await chat.say('my own words to @ben');
      await chat.sees('my own words');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await (await chat.sees('An answer')).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.getByRole('menuitem', { name: 'Reply' }).click();
      await chat.button('Emoji and stickers').click();
      await page.locator('[data-emoji]').first().waitFor();
      // Of two thousand buttons a dozen say as much, and axe is quicker with them.
      await page.getByRole('searchbox', { name: 'Search emoji' }).fill('cat');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Stickers' }).click();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await chat.button('Your profile').click();
      await page.getByLabel('Display name').waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });

    it('a private conversation, the history, clearing it', async () => {
      const page = await open(1280);
      const chat = await new ChatPage(page).ready();
      await chat.person('ben').click();
      await page.getByRole('heading', { name: 'Private conversation ben' }).waitFor();
      await chat.say('only for you');
      await chat.sees('only for you');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await chat.button('History and search').click();
      await page.locator('.hit').first().waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await chat.button('Clear for me').click();
      await page.getByRole('alertdialog').waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });

    it('a narrow room, its lists, without a connection', async () => {
      const page = await open(320);
      const chat = await new ChatPage(page).ready();
      await chat.sees('An answer');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await chat.button('Show people').click();
      await chat.person('ben').waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await chat.button('Show conversations').click();
      await chat.conversation('lobby').waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await context.setOffline(true);
      await page.getByText('You are offline').waitFor();
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });
  });

  it('is used by keyboard alone: log in, write, read, answer, react, and talk in private', async () => {
    const { user } = await register(server);
    context = await openBrowser(browser, server);
    const page = await openHost(context, server);
    const chat = new ChatPage(page);
    await page.getByRole('heading', { name: 'Welcome', exact: true }).waitFor();
    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
      });
    const pressTo = async (key: string, name: RegExp) => {
      for (let presses = 0; presses < 40; presses++) {
        if (name.test(await focused())) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${key} never reached ${name}`);
    };
    const tabTo = (name: RegExp) => pressTo('Tab', name);
    const backTo = (name: RegExp) => pressTo('Shift+Tab', name);
    /** Up in the list to a message, whose tools are there then. */
    const upTo = async (text: string) => {
      const row = chat.message(text).first();
      const isThere = () => row.evaluate((element) => element.matches(':focus'));
      for (let up = 0; up < 30 && !(await isThere()); up++) await page.keyboard.press('ArrowUp');
      expect(await isThere()).toBe(true);
      await row.getByRole('button', { name: 'React' }).waitFor();
    };
    const answer = `answered by ${user.username}`;
    await page.keyboard.press('Tab');
    await page.keyboard.type(user.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await chat.ready();
    await chat.sees('An answer');
    expect(await focused()).toBe('Write a message');
    await page.keyboard.type('written by keyboard');
    await page.keyboard.press('Enter');
    await chat.sees('written by keyboard');

    // Into the list, up to a message, its tools, an answer.
    await page.locator('chat-room-messages .quote').first().waitFor();
    await backTo(/Messages/);
    await upTo('An answer');
    await tabTo(/^Reply$/);
    await page.keyboard.press('Enter');
    await page.getByText('Reply to ben').waitFor();
    expect(await focused()).toBe('Write a message');
    await page.keyboard.type(answer);
    await page.keyboard.press('Enter');
    await (await chat.sees(answer)).locator('.quote').waitFor();

    // A reaction through the menu key, and the focus is where it was.
    await backTo(/Messages/);
    await upTo(answer);
    await tabTo(/^React$/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemcheckbox').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await (await chat.sees(answer)).locator('.reactions button', { hasText: '❤️' }).waitFor();
    expect(await chat.message(answer).evaluate((row) => row.matches(':focus-within'))).toBe(true);

    await tabTo(/^Talk to ben in private$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Private conversation ben' }).waitFor();
    expect(await focused()).toBe('Privately to ben');
    await page.keyboard.type('secret by keyboard');
    await page.keyboard.press('Enter');
    await chat.sees('secret by keyboard');
  });

  describe('tells a screen reader of each new message of others once, and of nothing that was there already', () => {
    const said = (): string => (globalThis as unknown as { said: string[] }).said.join('\n');
    const listen = async (page: Page): Promise<void> => {
      const live = page.locator('chat-room-messages .live');
      expect(await live.textContent()).toBe('');
      await live.evaluate((region) => {
        const heard: string[] = [];
        Object.assign(globalThis, { said: heard });
        new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
    };
    const hears = async (page: Page, all: string): Promise<void> => {
      await page.waitForFunction(
        (last) => (globalThis as unknown as { said: string[] }).said.join().includes(last),
        all.split('\n').at(-1) ?? '',
      );
      expect(await page.evaluate(said)).toBe(all);
    };

    it('while one reads', async () => {
      const page = await open(1280);
      const chat = await new ChatPage(page).ready();
      await chat.sees('An answer');
      await listen(page);
      await chat.say('my own');
      await chat.sees('my own');
      await send(ben, 'lobby', 'news for all');
      await send(ben, 'lobby', 'more news');
      await hears(page, 'ben: news for all\nben: more news');
      expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
    });

    it('when the part that tells of them comes after they do', async () => {
      await enter(1280);
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await context.route('**/chunks/room-extras-*', async (route) => {
        await held;
        await route.continue();
      });
      const page = await visit();
      const chat = await new ChatPage(page).ready();
      await chat.sees('An answer');
      await listen(page);
      await send(ben, 'lobby', 'sooner than the part');
      await chat.sees('sooner than the part');
      release();
      await hears(page, 'ben: sooner than the part');
    });
  });

  it('sets things apart by edges where the system forces its own colours', async () => {
    context = await openBrowser(browser, server, await register(server), { forcedColors: 'active' });
    const page = await openHost(context, server);
    const chat = await new ChatPage(page).ready();
    await chat.say('my own words');
    await chat.sees('my own words');
    await chat.button('Your profile').click();
    await page.getByRole('switch').first().waitFor();
    await page.waitForFunction(() => {
      const all = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      const apart = '.bubble:not(.sticker), .bar, .box, .button, dialog, [role=switch]';
      const things = all(document).filter((one) => one.matches(apart) && one.checkVisibility());
      return things.length > 8 && things.every((one) => getComputedStyle(one).borderTopStyle === 'solid');
    });
    expect(await findings(page)).toEqual([]);
  });

  it('offers nothing to tap that is smaller than 24 pixels', async () => {
    const page = await open(360);
    const chat = await new ChatPage(page).ready();
    await chat.sees('An answer');
    // What lands, lands from small: measured is what has.
    await page.locator('.reactions button').first().waitFor();
    await page.evaluate(stillness);
    const small = await page.evaluate(() => {
      const all = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      return all(document)
        .filter(
          (one) =>
            one.matches('button, a.file, input, textarea, [role=tab]') &&
            one.checkVisibility({ visibilityProperty: true }),
        )
        .map((one) => ({ name: one.getAttribute('aria-label') ?? one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name }) => name);
    });
    expect(small).toEqual([]);
  });
});
