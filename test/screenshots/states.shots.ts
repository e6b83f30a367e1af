import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { api, password } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { request } from '../support/sockets.js';
import { type Look, shoot, viewport } from './gallery.js';
import { landscape, type Person, seed, type Team, visit } from './seed.js';

const everyLook: Look[] = (['light', 'dark'] as const).flatMap((scheme) =>
  ([360, 768, 1280] as const).map((width): Look => ({ width, scheme, language: 'en' })),
);
const samples: Look[] = [
  { width: 360, scheme: 'light', language: 'zh' },
  { width: 1280, scheme: 'dark', language: 'zh' },
  { width: 360, scheme: 'dark', language: 'rtl' },
  { width: 1280, scheme: 'light', language: 'rtl' },
];

const pages = { en: 'lang="en"', zh: 'lang="zh-CN"', rtl: 'lang="ar" dir="rtl"' };

describe('the widget in all its states', () => {
  let server: TestServer;
  let browser: Browser;
  let team: Team;
  let context: BrowserContext;

  beforeAll(async () => {
    server = await startServer({ env: { CHAT_LEAVE_GRACE_MS: '0' } });
    [browser, team] = await Promise.all([launchBrowser(), seed(server)]);
  });
  afterAll(async () => {
    for (const who of [team.ben, team.mei, team.salma]) who.socket.disconnect();
    await browser.close();
    await server.stop();
  });

  const signIn = async ({ user }: Person): Promise<Session> =>
    (await api<Session>(server, 'POST', '/auth/login', { json: { username: user.username, password } })).body;

  const open = async (look: Look, who?: Person, attributes = 'room="lobby"'): Promise<Page> => {
    const options = { viewport: viewport(look), colorScheme: look.scheme, deviceScaleFactor: 2 };
    context = await openBrowser(browser, server, who && (await signIn(who)), options);
    return openHost(context, server, { attributes, html: pages[look.language] });
  };
  const joined = async (page: Page): Promise<Locator> => {
    await page.locator('[data-seq]').last().waitFor();
    return page.locator('chat-room-messages');
  };
  const button = (page: Page, en: RegExp) => page.getByRole('button', { name: en }).first();

  describe.each([...everyLook, ...samples])('$language $scheme $width', (look) => {
    const zh = look.language === 'zh';

    it('log in and register', async () => {
      const page = await open(look);
      await page.getByRole('textbox').first().waitFor();
      await shoot(page, 'auth-login', look);
      await page.getByRole('textbox').first().fill('ana');
      await page.locator('input[type=password]').fill('not the password');
      await page.locator('button[type=submit]').click();
      await page.getByRole('alert').waitFor();
      await shoot(page, 'auth-login-refused', look);
      await button(page, zh ? /注册/ : /Create account/).click();
      await page.getByRole('textbox').first().fill('');
      await page.locator('input[type=password]').first().fill('');
      await shoot(page, 'auth-register', look);
      await page.getByRole('textbox').first().fill('Ana');
      await page.locator('input[type=password]').first().fill('correct horse battery');
      await page.locator('input[type=password]').last().fill('correct house battery');
      await page.locator('button[type=submit]').click();
      await shoot(page, 'auth-register-errors', look);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await landscape(800, 600, 20) });
      await page.locator('chat-room-cropper canvas').waitFor();
      await shoot(page, 'crop', look);
      await context.close();
    });

    it('a room', async () => {
      const page = await open(look, team.ana);
      const list = await joined(page);
      await shoot(page, 'room-unread-line', look);
      await list.locator('.scroll').evaluate((scroll) => {
        scroll.scrollTop = 0;
      });
      await shoot(page, 'room-end', look);
      await list.locator('[data-seq="5"]').scrollIntoViewIfNeeded();
      await shoot(page, 'room-pictures', look);
      await list.locator('.scroll').evaluate((scroll) => {
        scroll.scrollTop = -scroll.scrollHeight;
      });
      await shoot(page, 'room-beginning', look);
      await page.locator('.jump').click();
      const leave = await visit(server, 'lobby', 'Hello from a page far away');
      await list.getByText('Hello from a page far away').last().waitFor();
      await list.locator('.notice').last().waitFor();
      await request(team.ben.socket, 'typing', { room: 'lobby', on: true });
      await page.waitForTimeout(300);
      await shoot(page, 'room-notices-typing', look);
      leave();

      const message = list.locator('[data-seq]').filter({ hasText: 'Tomorrow at' }).first();
      await message.scrollIntoViewIfNeeded();
      await message.click({ button: 'right' });
      await page.locator('chat-room-menu .menu').waitFor();
      await shoot(page, 'message-menu', look);
      await page
        .getByRole('menuitem')
        .filter({ hasText: zh ? '回复' : 'Reply' })
        .click();
      await page.locator('textarea').fill(zh ? '好的，没问题。' : 'Fine with me.\nI bring the prototype.');
      await shoot(page, 'composer-reply', look);
      await page.keyboard.press('Escape');
      await page.locator('textarea').fill('');
      await page.locator('chat-room-composer input[type=file]').setInputFiles([
        { name: 'view.jpg', mimeType: 'image/jpeg', buffer: await landscape(800, 600, 60) },
        { name: 'contract-2026-final.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(120_000) },
      ]);
      await page.locator('chat-room-pending img').waitFor();
      await shoot(page, 'composer-files', look);
      await page.locator('chat-room-pending button').first().click();
      await page.locator('chat-room-pending button').first().click();
      await button(page, zh ? /表情/ : /Emoji and stickers/).click();
      await page.locator('chat-room-emoji [data-emoji]').first().waitFor();
      await shoot(page, 'emoji', look);
      await page.getByRole('tab', { name: zh ? '表情包' : 'Stickers' }).click();
      await shoot(page, 'stickers', look);
      await page.keyboard.press('Escape');

      await list.locator('.picture').first().scrollIntoViewIfNeeded();
      await list.locator('.picture').first().click();
      await page.locator('chat-room-viewer img').waitFor();
      await shoot(page, 'viewer', look);
      await page.keyboard.press('Escape');
      await context.close();
    });

    it('around the room', async () => {
      const page = await open(look, team.ana);
      await joined(page);
      if (look.width < 720) {
        await page.locator('chat-room-header .people').click();
        await page.locator('chat-room-people .line').first().waitFor();
        await shoot(page, 'people', look);
        await page.keyboard.press('Escape');
      }
      if (look.width < 1040) {
        await page.locator('chat-room-header .conversations button').click();
        await page.locator('chat-room-conversations .line').nth(1).waitFor();
        await shoot(page, 'conversations', look);
      }
      await page.locator('chat-room-conversations .line').filter({ hasText: 'Ben' }).click();
      await page.locator('chat-room-messages [data-seq="3"]').waitFor();
      await shoot(page, 'private', look);
      await page.locator('chat-room-header .history').click();
      await page.locator('.hit').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('chat-room-header button').first().click();
      await page.locator('chat-room-header .history').click();
      await page.locator('.hit').first().waitFor();
      await shoot(page, 'history', look);
      await page.getByRole('searchbox').fill('figures');
      await page.locator('mark').first().waitFor();
      await shoot(page, 'history-search', look);
      await page.getByRole('searchbox').fill('nowhere to be found');
      await page.locator('.state').waitFor();
      await shoot(page, 'history-nothing', look);
      await page.getByRole('searchbox').fill('');
      await page.locator('.hit').first().waitFor();
      await page.locator('.clear').click();
      await page.locator('chat-room-confirm dialog').waitFor();
      await shoot(page, 'clear-confirm', look);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('chat-room-header .me').click();
      await page.locator('chat-room-profile dialog').waitFor();
      await shoot(page, 'profile', look);
      await context.close();
    });

    it('an empty room, a room of nobody, a launcher', async () => {
      const page = await open(look, team.ana, 'room="quiet-corner"');
      await page.locator('.empty').waitFor();
      await shoot(page, 'empty', look);
      await context.close();

      const missing = await open(look, team.ana, 'room="dm:somebody-elses"');
      await missing.locator('chat-room-state').waitFor();
      await shoot(missing, 'no-access', look);
      await context.close();

      const launcher = await open(look, team.ana, 'room="lobby" mode="launcher"');
      await launcher.locator('.launcher .badge').waitFor();
      await shoot(launcher, 'launcher-closed', look);
      await launcher.locator('.launcher').click();
      await joined(launcher);
      await shoot(launcher, 'launcher-open', look);
      await context.close();
    });

    it('without a connection', async () => {
      const page = await open(look, team.ana, 'room="quiet-corner"');
      await page.locator('.empty').waitFor();
      await context.setOffline(true);
      await page.locator('.bar[role=status]').waitFor();
      await page.locator('textarea').fill(zh ? '离线时写的。' : 'Written in a tunnel.');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(700);
      await shoot(page, 'offline', look);
      await context.close();
    });
  });
});
