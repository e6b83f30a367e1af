import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { group } from '../support/legacy-client.js';
import { type LegacyPerson, newcomer } from '../support/legacy-people.js';
import { openBrowser, openHost } from '../support/pages.js';
import { bitmap } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';

describe('somebody with an old client, on a page', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let old: LegacyPerson;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    old = await newcomer(server);
    context = await openBrowser(browser, server, await register(server, 'ana'));
    await context.addInitScript(() => {
      // What the system would show.
      const shown: string[] = [];
      const permission = { permission: 'granted', requestPermission: async () => 'granted' };
      const Shown = class {
        constructor(title: string, { body }: { body: string }) {
          shown.push(`${title}: ${body}`);
        }
      };
      Object.assign(globalThis, { shown, Notification: Object.assign(Shown, permission) });
    });
  });
  afterEach(() => Promise.all(context.pages().map((page) => page.close())));
  afterAll(async () => {
    old.client.close();
    await browser.close();
    await server.stop();
  });

  const shown = (page: Page) => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  const look = (page: Page, here: boolean) =>
    page.evaluate((isHere) => {
      document.hasFocus = () => isHere;
      dispatchEvent(new Event(isHere ? 'focus' : 'blur'));
    }, here);

  it('is there among the people, and heard: in the room, in the title, by notices and in a conversation', async () => {
    const page = await openHost(context, server, { attributes: 'room="lobby"' });
    const chat = await new ChatPage(page).ready();
    await chat.person(old.name).waitFor();
    await chat.button('Your profile').click();
    await page.getByRole('switch', { name: 'On the desktop' }).setChecked(true);
    await page.getByRole('switch', { name: 'Unread count in the title' }).setChecked(true);
    await page.keyboard.press('Escape');

    await look(page, false);
    old.client.say(group, 'for everybody');
    old.client.say(group, '@ana look here');
    old.client.say('ana', 'in private');
    await page.waitForFunction(() => /^\([3-9]\) /.test(document.title));
    await page.waitForFunction(() => (globalThis as unknown as { shown: string[] }).shown.length === 2);
    // Two conversations, so in either order.
    expect((await shown(page)).sort()).toEqual(
      [`${old.name} · lobby: @ana look here`, `${old.name}: in private`].sort(),
    );

    await look(page, true);
    await chat.sees('for everybody');
    await chat.conversation(old.name).click();
    await chat.sees('in private');
    await chat.say('and back');
    expect(await old.client.frame('message', ({ content }) => content === 'and back\n')).toMatchObject({
      flag: 'private_chat',
      sender: 'ana',
    });
  });

  it('is counted on the button of a chat that is closed', async () => {
    const page = await openHost(context, server, { body: '<chat-room room="lobby" mode="launcher"></chat-room>' });
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    old.client.say(group, 'anybody there?');
    await page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor();
  });

  it('shows pictures there, bitmaps of Paint among them', async () => {
    const page = await openHost(context, server, { attributes: 'room="lobby"' });
    const chat = await new ChatPage(page).ready();
    old.client.sendFile(group, '无标题.bmp', await bitmap(900, 600));
    const picture = chat.list.locator('.picture').last();
    await picture.click();
    const large = page.locator('chat-room-viewer .stage img');
    await large.waitFor();
    await expect(
      large.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      }),
    ).resolves.toEqual([900, 600]);
  });
});
