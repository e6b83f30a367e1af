import type { Locator, Page } from 'playwright-core';
import { until } from './until.js';

/** What somebody does in an English chat on a page, as he would: by what he sees. */
export class ChatPage {
  readonly composer: Locator;
  readonly list: Locator;

  constructor(readonly page: Page) {
    this.composer = page.locator('chat-room-composer textarea');
    this.list = page.locator('chat-room-messages');
  }

  /** Resolves when the room is joined. */
  async ready(): Promise<this> {
    await this.page.locator('chat-room-header .online').first().waitFor();
    return this;
  }

  /** Resolves when the parts that come right behind the messages are there too, which a page without a line cannot get any more. */
  async whole(): Promise<this> {
    await this.page.waitForFunction(async () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      const extras = loaded.find((name) => name.includes('/chunks/room-extras-'));
      return extras !== undefined && import(extras).then(() => true);
    });
    await this.page.locator('chat-room-people li').first().waitFor();
    return this;
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** The rows of messages that contain the text. */
  message(text: string): Locator {
    return this.list.locator('[data-key]').filter({ hasText: text });
  }

  /** Waits for a message that the server has. */
  async sees(text: string): Promise<Locator> {
    const row = this.list.locator('[data-seq]').filter({ hasText: text }).last();
    await row.waitFor();
    return row;
  }

  async choose(text: string, action: string): Promise<void> {
    const row = await this.sees(text);
    const item = this.page.getByRole('menuitem', { name: action, exact: true });
    // The part that hears of a right click comes behind the messages.
    await until(async () => {
      await row.click({ button: 'right' });
      return item.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
    await item.click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).first();
  }

  /** Opens the conversations where they are not beside the room anyway. */
  conversation(name: string): Locator {
    return this.page.locator('chat-room-conversations .line').filter({ hasText: name });
  }

  person(name: string): Locator {
    return this.page.locator('chat-room-people .line').filter({ hasText: name });
  }
}
