import type { Session } from '@chat-room/protocol';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { api, password } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { htmlOf, type Look, viewportOf } from './looks.js';
import { type Person, seed, type Team } from './seed.js';

/** A server on which people have talked, and a browser to look at it with. */
export class Stage {
  private constructor(
    readonly server: TestServer,
    readonly team: Team,
    private readonly browser: Browser,
  ) {}

  static async build(): Promise<Stage> {
    const server = await startServer({ env: { CHAT_LEAVE_GRACE_MS: '0' } });
    const [browser, team] = await Promise.all([launchBrowser(), seed(server)]);
    return new Stage(server, team, browser);
  }

  async close(): Promise<void> {
    for (const who of [this.team.ben, this.team.mei, this.team.salma]) who.socket.disconnect();
    await this.browser.close();
    await this.server.stop();
  }

  /** A page as `who` sees it, or somebody who has not logged in. `prepare` comes before anything is loaded. */
  async open(
    look: Look,
    who?: Person,
    attributes = 'room="lobby"',
    prepare: (context: BrowserContext) => Promise<void> = async () => undefined,
  ): Promise<Page> {
    const colours = look.scheme === 'contrast' ? { forcedColors: 'active' as const } : { colorScheme: look.scheme };
    const options = { viewport: viewportOf(look), deviceScaleFactor: 2, ...colours };
    const context = await openBrowser(this.browser, this.server, who && (await this.signIn(who)), options);
    await prepare(context);
    return openHost(context, this.server, { attributes, html: htmlOf[look.language] });
  }

  private async signIn({ user }: Person): Promise<Session> {
    const json = { username: user.username, password };
    return (await api<Session>(this.server, 'POST', '/auth/login', { json })).body;
  }
}

/** The list of messages, once there are some. */
export async function listOf(page: Page): Promise<Locator> {
  await page.locator('[data-seq]').last().waitFor();
  return page.locator('chat-room-messages');
}

/** Points at a message until its buttons are there: it may still move, and what draws them may still load. */
export async function pointAt(message: Locator): Promise<void> {
  const tools = message.locator('.tools');
  while (!(await tools.isVisible())) {
    await message.page().mouse.move(0, 0);
    await message.hover();
    await tools.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
}

export const button = (page: Page, name: RegExp): Locator => page.getByRole('button', { name }).first();
