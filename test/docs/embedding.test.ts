import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { codeBlocks, codeOf } from '../support/documents.js';
import { openBrowser } from '../support/pages.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import { serveSite, type WebSite } from '../support/web-site.js';

const examples = ['README.md', 'docs/embedding.md', 'docs/theming.md'].flatMap((path) =>
  codeBlocks(path, 'html run').map((code, index) => ({ name: `${path}, ${index + 1}`, code })),
);

describe('the examples of the docs, on a page of another origin', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let site: WebSite | undefined;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });
  afterEach(async () => {
    await context.close();
    await site?.close();
    site = undefined;
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const onServer = (code: string) =>
    code
      .replaceAll('https://chat.example.com', server.url)
      .replaceAll('wss://chat.example.com', server.url.replace('http', 'ws'));

  /** Serves the code as a page, opens it, and counts what the chats on it tell. */
  async function open(
    code: string,
    headers: Record<string, string> = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
      <link rel="icon" href="data:,"></head><body>${onServer(code)}</body></html>`;
    site = await serveSite(async () => html, headers);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(() => {
      document.addEventListener('chat-ready', ({ target }) => (target as Element).setAttribute('data-ready', ''));
    });
    await page.goto(`${site.url}/page.html`);
    return { page, complaints };
  }

  it.each(examples)('$name: shows its rooms, without an error', async ({ code }) => {
    context = await openBrowser(browser, server, await register(server));
    const { page, complaints } = await open(code);
    await page.waitForFunction(() => {
      const rooms = [...document.querySelectorAll('chat-room')];
      return rooms.length > 0 && rooms.every((room) => room.matches('[data-ready]'));
    });
    expect(complaints).toEqual([]);
  });

  it('tells how to count and to send from the page', async () => {
    context = await openBrowser(browser, server, await register(server));
    const code = examples.find((example) => example.code.includes('id="greet"'))?.code ?? '';
    const { page } = await open(code);
    const stored = page.waitForEvent('console', (message) => message.text().startsWith('stored as number'));
    await page.getByRole('button', { name: 'Say hello' }).click();
    await stored;
    await new ChatPage(page).sees('Hello!');
  });

  it('puts the floating button and its panel where the page wants them', async () => {
    context = await openBrowser(browser, server, await register(server), { reducedMotion: 'reduce' });
    const code = examples.find((example) => example.code.includes('position="start"'))?.code ?? '';
    const { page } = await open(code);
    const button = page.getByRole('button', { name: 'Open chat' });
    expect(await button.boundingBox()).toMatchObject({ x: 24, y: 800 - 80 - 56 });
    await button.click();
    // In its first frame it is still on its way.
    await until(async () => {
      const { x, y, height } = (await page.getByRole('dialog').boundingBox()) ?? { x: 0, y: 0, height: 0 };
      return x === 24 && y + height === 800 - 148;
    });
  });

  it('breaks nothing of the content security policy that is given, whatever one does', async () => {
    context = await openBrowser(browser, server);
    const policy = onServer(codeOf('docs/embedding.md', 'http csp')).replace(/\s+/g, ' ');
    const [code = ''] = codeBlocks('docs/embedding.md', 'html run');
    const { page, complaints } = await open(code, { 'content-security-policy': policy });
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('Name', { exact: true }).fill('strict');
    for (const label of ['Password', 'Repeat password']) {
      await page.getByLabel(label, { exact: true }).fill(password);
    }
    await page.locator('button[type=submit]').click();
    const chat = await new ChatPage(page).ready();
    const file = { name: 'photo.png', mimeType: 'image/png', buffer: await drawing().png().toBuffer() };
    await page.locator('chat-room-composer input[type=file]').setInputFiles(file);
    await chat.say('**Look**');
    const picture = (await chat.sees('Look')).locator('.picture img').last();
    const width = await picture.evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth));
    expect(width).toBeGreaterThan(0);
    await picture.click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    await page.keyboard.press('Escape');
    await chat.button('Emoji and stickers').click();
    await page.locator('[data-emoji]').first().waitFor();
    await page.keyboard.press('Escape');
    await chat.button('Your profile').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await chat.button('History and search').click();
    await page.locator('.hit').first().waitFor();
    expect(complaints).toEqual([]);
  });

  describe('a pinned version', () => {
    const pinned = async () => {
      const [block = ''] = codeBlocks('docs/embedding.md', 'html pinned');
      const [, version = ''] = /widget-(.+?)\.js/.exec(block) ?? [];
      const { integrity } = (await (await fetch(`${server.url}/widget-${version}.integrity.json`)).json()) as {
        integrity: Record<string, string>;
      };
      return { block, integrity, hash: integrity[`widget-${version}.js`] ?? '' };
    };

    it('runs with its hash, and may be kept for ever', async () => {
      context = await openBrowser(browser, server, await register(server));
      const { block, hash } = await pinned();
      const { page, complaints } = await open(block.replace('sha384-…', hash));
      await new ChatPage(page).ready();
      expect(complaints).toEqual([]);
      const addresses = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      const scripts = addresses.filter((address) => address.endsWith('.js'));
      expect(scripts.length).toBeGreaterThan(1);
      for (const script of scripts) {
        expect((await fetch(script)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      }
      expect((await fetch(`${server.url}/widget.js`)).headers.get('cache-control')).toBe('public, max-age=300');
    });

    it.each([
      ['packed to whoever can unpack it', 'br', 'br'],
      ['plain to whoever cannot', 'identity', null],
    ])('comes %s', async (_, accepted, encoding) => {
      const { integrity } = await pinned();
      for (const [name, hash] of Object.entries(integrity)) {
        const answer = await fetch(`${server.url}/${name}`, { headers: { 'accept-encoding': accepted } });
        expect(answer.headers.get('content-encoding')).toBe(encoding);
        expect(answer.headers.get('content-type')).toMatch(/javascript/);
        expect(answer.headers.get('vary')).toContain('Accept-Encoding');
        const content = Buffer.from(await answer.arrayBuffer());
        expect(`sha384-${createHash('sha384').update(content).digest('base64')}`).toBe(hash);
      }
    });

    it('does not run with another hash', async () => {
      context = await openBrowser(browser, server, await register(server));
      const { block, hash } = await pinned();
      const { page, complaints } = await open(block.replace('sha384-…', hash.replace(/.{4}$/, 'AAAA')));
      expect(complaints).toEqual([expect.stringContaining('integrity')]);
      expect(await page.evaluate(() => customElements.get('chat-room') === undefined)).toBe(true);
    });

    it('runs no changed chunk where the page has the import map', async () => {
      context = await openBrowser(browser, server, await register(server));
      const { block, hash, integrity } = await pinned();
      const command = codeBlocks('docs/embedding.md', 'sh').find((code) => code.includes('integrity.json')) ?? '';
      // What stands before the pipe fetches it.
      const map = execFileSync('sh', ['-c', command.slice(command.indexOf('|') + 1)], {
        input: JSON.stringify({ integrity }, undefined, 2),
        encoding: 'utf8',
      });
      const code = `<script type="importmap">${map}</script>${block.replace('sha384-…', hash)}`;
      const { page } = await open(code);
      await new ChatPage(page).ready();
      await site?.close();

      await context.route('**/chunks/*.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${await response.text()}\n// changed on the way` });
      });
      const changed = await open(code);
      expect(changed.complaints).toContainEqual(expect.stringContaining('integrity'));
      expect(await changed.page.evaluate(() => customElements.get('chat-room') === undefined)).toBe(true);
    });
  });
});
