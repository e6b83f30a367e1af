import type { Browser, Locator, Page } from 'playwright-core';

/** A person at the demo page, in a browser of his own. */
export class ChatPage {
  private constructor(
    readonly page: Page,
    readonly chat: Locator,
  ) {}

  static async open(browser: Browser, url: string): Promise<ChatPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(url);
    return new ChatPage(page, page.locator('chat-room').first());
  }

  get composer(): Locator {
    return this.chat.locator('textarea');
  }

  /** The messages on screen whose text is exactly this. */
  message(text: string): Locator {
    return this.chat.getByRole('log').getByText(text, { exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.chat.getByRole('button', { name });
  }

  async register(name: string, password: string, picture?: { name: string; mimeType: string; buffer: Buffer }) {
    await this.button('Create account').click();
    if (picture) {
      await this.chat.locator('input[type=file]').setInputFiles(picture);
      await this.button('Use picture').click();
      await this.button('Remove picture').waitFor();
    }
    await this.chat.getByLabel('Name', { exact: true }).fill(name);
    await this.chat.getByLabel('Password', { exact: true }).fill(password);
    await this.chat.getByLabel('Repeat password', { exact: true }).fill(password);
    await this.button('Create account').click();
    await this.composer.waitFor();
  }

  async logIn(name: string, password: string): Promise<void> {
    await this.chat.getByLabel('Name', { exact: true }).fill(name);
    await this.chat.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Log in').click();
    await this.composer.waitFor();
  }

  async logOut(): Promise<void> {
    await this.button('Your profile').first().click();
    await this.button('Log out').click();
    await this.button('Log in').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Somebody else in the list of people online. */
  person(name: string): Locator {
    return this.chat
      .getByRole('list', { name: 'People online' })
      .getByRole('button', { name: `Talk to ${name} in private` });
  }

  conversation(title: string): Locator {
    return this.chat.getByRole('list', { name: 'Conversations' }).getByRole('button', { name: title });
  }

  async openPrivate(name: string): Promise<void> {
    await this.person(name).click();
    await this.chat.getByPlaceholder(`Privately to ${name}`).waitFor();
  }

  async backToRoom(): Promise<void> {
    await this.conversation('lobby').click();
    await this.chat.getByPlaceholder('Write a message').waitFor();
  }
}
