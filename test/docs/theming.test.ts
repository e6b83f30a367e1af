import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the theme editor', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    const socket = await connect(server, (await register(server)).accessToken);
    await join(socket, 'lobby');
    await send(socket, 'lobby', 'A word of somebody else, with a https://link.example');
    socket.close();
    const context = await openBrowser(browser, server, await register(server));
    page = await context.newPage();
    await page.goto(`${server.url}/theme`);
    const chat = await new ChatPage(page).ready();
    await chat.say('One’s own word');
    await chat.sees('One’s own word');
    await page.evaluate(axe);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const choose = (name: string) => page.getByLabel(name, { exact: true }).check();
  const css = () => page.locator('#css').textContent();
  const colourOf = (selector: string, property: string) =>
    page
      .locator(selector)
      .last()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  it.each([
    ['Harbour', 'Light'],
    ['Harbour', 'Dark'],
    ['Clay', 'Light'],
    ['Clay', 'Dark'],
    ['Ink', 'Light'],
    ['Ink', 'Dark'],
    ['Original', 'Light'],
    ['Original', 'Dark'],
  ])('has a theme %s whose %s side can be read', async (theme, side) => {
    await choose(theme);
    await choose(side);
    const { violations } = (await page.evaluate(`axe.run({ runOnly: ['color-contrast'] })`)) as AxeResults;
    expect(
      violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => [target, failureSummary])),
    ).toEqual([]);
  });

  it('shows a change at once, on the side that is shown, and gives it as CSS', async () => {
    await choose('Harbour');
    await choose('Light');
    expect(await css()).toBe('chat-room {\n}\n');
    await page.getByLabel('Surface', { exact: true }).fill('#eeffee');
    expect(await colourOf('chat-room .frame', 'background-color')).toBe('rgb(238, 255, 238)');
    const [, dark] = /light-dark\(#eeffee, (#\w+)\)/.exec((await css()) ?? '') ?? [];
    await choose('Dark');
    expect(await page.getByLabel('Surface', { exact: true }).inputValue()).toBe(dark);
    await page.getByLabel('Frame corners', { exact: true }).fill('3');
    expect(await colourOf('chat-room .frame', 'border-radius')).toBe('3px');
    expect(await css()).toContain('--chat-radius: 3px;');
  });
});
