import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { api, password, register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, join, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

/** Would call `hacked` if anything of it ever ran. */
const scripts = [
  '<script>hacked()</script>',
  '<img src=x onerror=hacked()>',
  '"><svg onload=hacked()>',
  "javascript:hacked() [click](javascript:hacked()) <a href='javascript:hacked()'>x</a>",
  `\${hacked()} {{hacked()}} \`\${hacked()}\``,
  '<style>*{display:none}</style><iframe srcdoc="<script>parent.hacked()</script>">',
  'https://example.com/"onmouseover="hacked()"x="',
  '**<b onclick=hacked()>** _<i>_ `</code><script>hacked()</script>` > </blockquote>',
  '```\n</pre><script>hacked()</script>\n```',
  '@<script>hacked()</script>',
];

/** Would break the layout if anything of it could. */
const shapes = [
  'w'.repeat(3000),
  `https://example.com/${'path'.repeat(700)}`,
  `${'🧑‍🤝‍🧑'.repeat(300)}`,
  `Z${'\u0300\u0301\u0302\u0303\u0304\u0305'.repeat(150)}algo`,
  '\u202Etext that runs backwards\u202C and \u2066isolated',
  'עברית and English בעורבב 123',
  `${'(('.repeat(900)}`,
  `${'line\n'.repeat(300)}end`,
  `\`\`\`\n${'code'.repeat(500)}\n\`\`\``,
  `${'**_'.repeat(600)}`,
  `${'> '.repeat(500)}deep`,
];

describe('hostile text', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let chat: ChatPage;
  let mallory: ChatSocket;
  let token: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    const session = await register(server, 'mallory');
    token = session.accessToken;
    mallory = await connect(server, token);
    await join(mallory, 'lobby');
    context = await openBrowser(browser, server, await register(server, 'ana'), {
      viewport: { width: 400, height: 700 },
    });
    const page = await openHost(context, server);
    await page.evaluate(() =>
      Object.assign(globalThis, { attacks: 0, hacked: () => Object.assign(globalThis, { attacks: 1 }) }),
    );
    page.on('dialog', (dialog) => void dialog.dismiss());
    chat = await new ChatPage(page).ready();
  });
  afterAll(async () => {
    mallory.disconnect();
    await browser.close();
    await server.stop();
  });

  const attacks = () => chat.page.evaluate(() => (globalThis as unknown as { attacks: number }).attacks);
  /** Whether anything sticks out of the window, or out of the list. */
  const overflow = () =>
    chat.page.evaluate(() => {
      const list = document
        .querySelector('chat-room')
        ?.shadowRoot?.querySelector('chat-room-workspace')
        ?.shadowRoot?.querySelector('chat-room-conversation')
        ?.shadowRoot?.querySelector('chat-room-messages')?.shadowRoot;
      const right = (one: Element) => one.getBoundingClientRect().right;
      const rows = [...(list?.querySelectorAll('.bubble, .name, .quote') ?? [])];
      return [document.documentElement.scrollWidth, ...rows.map(right)].filter((edge) => edge > 400);
    });

  it.each(scripts)('shows %j as it was written, and runs nothing of it', async (text) => {
    const { seq } = await send(mallory, 'lobby', text);
    const row = chat.list.locator(`[data-seq="${seq}"]`);
    await row.waitFor();
    const letters = (value: string | null) => (value ?? '').replace(/[*_`\s>]/g, '');
    expect(letters(await row.locator('.text').textContent())).toBe(letters(text));
    const kinds = await row
      .locator('.text *')
      .evaluateAll((all) => [...new Set(all.map(({ localName }) => localName))]);
    expect(['span', 'strong', 'em', 's', 'b', 'code', 'pre', 'blockquote', 'a']).toEqual(expect.arrayContaining(kinds));
    const links = await row
      .locator('.text a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect(links.every((protocol) => /^https?:$/.test(protocol))).toBe(true);
    await row.hover();
    expect(await attacks()).toBe(0);
  });

  it.each(shapes.map((text) => [text.slice(0, 24), text]))('keeps its shape with %j', async (_, text) => {
    const { seq } = await send(mallory, 'lobby', text);
    await chat.list.locator(`[data-seq="${seq}"]`).waitFor();
    expect(await overflow()).toEqual([]);
  });

  it('takes names, file names, searches and drafts for what they are: text', async () => {
    const name = '"><img src=x onerror=hacked()>'.slice(0, 64);
    await api(server, 'PATCH', '/me', { token, json: { displayName: name } });
    await chat.list.locator('.name', { hasText: name }).last().waitFor();
    const file = `<img src=x onerror=hacked()>${'x'.repeat(150)}.txt`;
    const id = await upload({ server, token, content: Buffer.from('text'), name: file });
    const { seq } = await send(mallory, 'lobby', '', { files: [id] });
    await chat.list.locator(`[data-seq="${seq}"] .file`).waitFor();
    expect(await overflow()).toEqual([]);

    await chat.composer.fill('<img src=x onerror=hacked()>');
    await chat.page.getByRole('button', { name: 'Show people' }).click();
    await chat.person(name).click();
    await chat.page.getByRole('heading', { name: 'Private conversation' }).waitFor();
    await chat.say('<script>hacked()</script>');
    await chat.sees('<script>hacked()</script>');
    await chat.button('History and search').click();
    await chat.page.getByRole('searchbox').fill('<script> hacked() $& (.*');
    await chat.page.locator('.state, .hit').first().waitFor();
    expect(await chat.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(await attacks()).toBe(0);
  });

  it('says in its place that a name is refused', async () => {
    const visitor = await openBrowser(browser, server);
    const page = await openHost(visitor, server);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('Name', { exact: true }).fill('<b>name</b>');
    for (const label of ['Password', 'Repeat password']) await page.getByLabel(label, { exact: true }).fill(password);
    await page.locator('button[type=submit]').click();
    expect(await page.locator('#username-problem').textContent()).toContain('letters, digits');
    await visitor.close();
  });
});
