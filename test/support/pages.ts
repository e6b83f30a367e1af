import type { Session } from '@chat-room/protocol';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A browser of its own with somebody signed in already, as after a reload; nobody when there is no session. */
export async function openBrowser(
  browser: Browser,
  server: { url: string },
  session?: Session,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', ...options });
  context.setDefaultTimeout(30_000);
  if (!session) return context;
  const { user, accessToken, refreshToken, expiresIn } = session;
  const held = { user, accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1_000 };
  await context.addInitScript(
    ([key, value]) => {
      // Once: who logs out in the test stays logged out.
      if (location.origin === 'null' || localStorage.getItem('seeded')) return;
      localStorage.setItem('seeded', 'yes');
      localStorage.setItem(key, value);
    },
    [`chat-room:${server.url}:session`, JSON.stringify(held)] as const,
  );
  return context;
}

export interface Host {
  /** Attributes of `<chat-room>`. */
  attributes?: string;
  /** Everything in `<body>`; one `<chat-room>` that fills the window by default. */
  body?: string;
  /** Attributes of `<html>`. */
  html?: string;
  headers?: Record<string, string>;
}

/** Opens a page of somebody's own that embeds the chat by its script tag. */
export async function openHost(context: BrowserContext, server: { url: string }, host: Host = {}): Promise<Page> {
  const page = await context.newPage();
  const { attributes = 'room="lobby"', html = 'lang="en"', headers = {} } = host;
  const body = host.body ?? `<chat-room ${attributes}></chat-room>`;
  await page.route(`${server.url}/host-page`, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
      body: `<!doctype html><html ${html}><head><meta charset="utf-8"><title>A page</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/host-page.css"><link rel="icon" href="/icon.svg">
        <script type="module" src="${server.url}/widget.js"></script></head><body>${body}</body></html>`,
    }),
  );
  await page.route(`${server.url}/host-page.css`, (route) =>
    route.fulfill({
      contentType: 'text/css',
      body: ':root{color-scheme:light dark}body{margin:0}chat-room:not([mode=launcher]){block-size:100dvh}',
    }),
  );
  await page.goto(`${server.url}/host-page`);
  return page;
}
