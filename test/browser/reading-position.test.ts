import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { register } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { drawing } from '../support/pictures.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

/** The message that is read at the top of a list, and how many pixels below the list's edge it begins. */
const topRow = (list: Locator) =>
  list.evaluate((log) => {
    const { top } = log.getBoundingClientRect();
    const row = [...log.querySelectorAll<HTMLElement>('[data-seq]')].find(
      (one) => one.getBoundingClientRect().top > top,
    );
    return { seq: Number(row?.dataset.seq), top: (row?.getBoundingClientRect().top ?? Number.NaN) - top };
  });

/** Scrolls by so many pixels, and waits until what that brings into the page is there. */
const scroll = (list: Locator, pixels: number) =>
  list.evaluate(async (log, by) => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let left = Math.abs(by); left > 0; left -= 300) {
      log.scrollBy(0, Math.sign(by) * Math.min(300, left));
      await frame();
      await frame();
    }
    for (let height = Number.NaN; height !== log.scrollHeight; await frame()) height = log.scrollHeight;
  }, pixels);

describe('where somebody reads', () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let reader: Session;
  let writer: Session;
  let socket: ChatSocket;
  let ana: ChatPage;
  let log: Locator;
  let letPicturesIn: () => void;

  const sendPicture = async (text: string) => {
    const content = await drawing(300, 280).png().toBuffer();
    const file = await upload({ server, token: writer.accessToken, content, name: `${text}.png` });
    await send(socket, 'lobby', text, { files: [file] });
  };
  const expectPlace = async (before: Awaited<ReturnType<typeof topRow>>) => {
    const isThere = async () => {
      // What changes above is evened out in the frame that follows.
      await log.evaluate(async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      });
      const { seq, top } = await topRow(log);
      return seq === before.seq && Math.abs(top - before.top) <= 1;
    };
    await until(isThere);
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    [reader, writer] = [await register(server, 'ana'), await register(server, 'ben')];
    socket = await connect(server, writer.accessToken);
    const early = await connect(server, reader.accessToken);
    const { room } = await demand<{ room: { slug: string } }>(early, 'dm:open', { username: 'ben' });
    for (const slug of ['lobby', room.slug]) {
      await Promise.all([join(socket, slug), join(early, slug)]);
      await Promise.all(Array.from({ length: 150 }, (_, n) => send(socket, slug, `message number ${n + 1}`)));
    }
    for (const n of [1, 2, 3]) await sendPicture(`picture ${n}`);
    for (const slug of ['lobby', room.slug]) await demand(early, 'room:read', { room: slug, seq: 153 });
    early.disconnect();

    context = await openBrowser(browser, server, reader);
    const held = new Promise<void>((release) => {
      letPicturesIn = release;
    });
    await context.route(/\/attachments-[^/]*\.js$/, (route) => held.then(() => route.continue()));
    ana = await new ChatPage(await openHost(context, server)).ready();
    log = ana.page.getByRole('log');
    await ana.sees('picture 3');
  });
  afterAll(async () => {
    socket.disconnect();
    await browser.close();
    await server.stop();
  });

  it('holds still while pictures get their space below, and others arrive', async () => {
    await scroll(log, -900);
    const before = await topRow(log);
    expect(await log.locator('.picture').count()).toBe(0);
    letPicturesIn();
    await log.locator('.picture').nth(2).waitFor({ state: 'attached' });
    await expectPlace(before);
    await sendPicture('picture 4');
    await ana.list.locator('.jump .badge', { hasText: '1' }).waitFor();
    await expectPlace(before);
  });

  it('holds still when what one writes takes more room', async () => {
    const before = await topRow(log);
    await ana.composer.fill('several\nlines\nof\ntext');
    await expectPlace(before);
    await ana.composer.fill('');
    await expectPlace(before);
  });

  it('holds still on a page that has zoomed', async () => {
    const zoom = (factor: string) =>
      ana.page.evaluate(async (to) => {
        document.body.style.zoom = to;
        for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
      }, factor);
    for (const factor of ['1.5', '0.8']) {
      await zoom(factor);
      const before = await topRow(log);
      await ana.composer.fill('several\nlines\nof\ntext');
      await expectPlace(before);
      await ana.composer.fill('');
      await expectPlace(before);
    }
    await zoom('1');
  });

  it('holds still while the page hides the chat, and something arrives', async () => {
    const before = await topRow(log);
    const element = ana.page.locator('chat-room');
    await element.evaluate((chat) => chat.toggleAttribute('hidden', true));
    await send(socket, 'lobby', 'said to nobody who looks');
    await ana.list.locator('.jump .badge', { hasText: '2' }).waitFor({ state: 'attached' });
    await element.evaluate((chat) => chat.toggleAttribute('hidden', false));
    await expectPlace(before);
  });

  it('stays at the end there, whatever grows', async () => {
    await ana.list.locator('.jump').click();
    await ana.sees('picture 4');
    await ana.composer.fill('several\nlines\nof\ntext');
    await sendPicture('picture 5');
    const row = await ana.sees('picture 5');
    await row.locator('.picture').waitFor();
    expect(await log.evaluate((list) => list.scrollTop)).toBe(0);
    await ana.composer.fill('');
  });

  it('is found again after the history, after another conversation, and far back in one that was left', async () => {
    await scroll(log, -1500);
    const inLobby = await topRow(log);
    await ana.button('History and search').click();
    await ana.page.locator('.hit').first().waitFor();
    await ana.button('Back').click();
    await log.locator('[data-key]').first().waitFor();
    await expectPlace(inLobby);

    await ana.conversation('ben').click();
    await ana.page.locator('chat-room-header').getByText('ben').first().waitFor();
    await ana.sees('message number 150');
    await until(async () => (await log.evaluate((list) => list.scrollTop)) === 0);
    // The newest page alone does not reach it.
    await until(async () => {
      await scroll(log, -900);
      return (await topRow(log)).seq < 90;
    });
    const inPrivate = await topRow(log);

    await ana.button('Back to').click();
    await log.locator(`[data-seq="${inLobby.seq}"]`).waitFor();
    await expectPlace(inLobby);
    await ana.conversation('ben').click();
    await log.locator(`[data-seq="${inPrivate.seq}"]`).waitFor();
    await expectPlace(inPrivate);
    await ana.list.locator('.jump').click();
    await ana.sees('message number 150');
  });

  it('is left for a message that was searched for', async () => {
    await scroll(log, -1500);
    await ana.button('History and search').click();
    await ana.page.getByRole('searchbox', { name: 'Search messages' }).fill('number 20');
    await ana.page.locator('.hit', { hasText: 'message number 20' }).first().click();
    await ana.list.locator('.flash', { hasText: 'message number 20' }).waitFor();
    await ana.list.locator('.jump').click();
    await ana.sees('message number 150');
  });

  it('has its day above it, at one place', async () => {
    await scroll(log, -1000);
    const marks = await log.locator('.day').evaluateAll((days) =>
      days.map((day) => {
        const list = day.closest('.scroll') as Element;
        return day.getBoundingClientRect().top - list.getBoundingClientRect().top;
      }),
    );
    expect(marks).toEqual([8]);
  });

  it('keeps the keyboard in the list when the message that has the focus is scrolled far away', async () => {
    await log.locator('[data-key]').last().focus();
    await until(async () => {
      await scroll(log, -1000);
      return log.evaluate((list) => (list.getRootNode() as ShadowRoot).activeElement === list);
    });
    await ana.page.keyboard.press('ArrowUp');
    const focused = await log.evaluate((list) => {
      const { top, bottom } =
        (list.getRootNode() as ShadowRoot).activeElement?.getBoundingClientRect() ?? new DOMRect();
      const box = list.getBoundingClientRect();
      return top >= box.top && bottom <= box.bottom;
    });
    expect(focused).toBe(true);
  });

  it('has the buttons of the message that the keyboard is at, wherever the pointer goes', async () => {
    await log.focus();
    await ana.page.keyboard.press('ArrowUp');
    const reached = log.locator('[data-key]:focus');
    await reached.locator('.tools').waitFor();
    const seq = Number(await reached.getAttribute('data-seq'));
    const pointed = log.locator(`[data-seq="${seq - 1}"]`);
    await pointed.hover();
    await pointed.locator('.tools').waitFor();
    await ana.composer.hover();
    await pointed.locator('.tools').waitFor({ state: 'detached' });
    expect(await reached.locator('.tools').count()).toBe(1);
  });

  it('takes nothing of what is selected away, until nothing is', async () => {
    const selected = () =>
      log.evaluate((list) => {
        const [ends] = getSelection()?.getComposedRanges({ shadowRoots: [list.getRootNode() as ShadowRoot] }) ?? [];
        const range = document.createRange();
        if (ends) range.setStart(ends.startContainer, ends.startOffset);
        if (ends) range.setEnd(ends.endContainer, ends.endOffset);
        return range.toString().trim();
      });
    await ana.list.locator('.jump').click();
    const row = await ana.sees('message number 150');
    await row.locator('.text').dblclick();
    const word = await selected();
    expect(word).toMatch(/^\w+$/);
    await scroll(log, -3000);
    expect(await selected()).toBe(word);
    await log.click({ position: { x: 4, y: 200 } });
    await scroll(log, -1500);
    await row.waitFor({ state: 'detached' });
  });

  it('is given up where what finds it cannot be had: the room opens as any other', async () => {
    const elsewhere = await openBrowser(browser, server, reader);
    await elsewhere.route(/\/going-to-[^/]*\.js$/, (route) => route.abort());
    const chat = await new ChatPage(await openHost(elsewhere, server)).ready();
    await chat.sees('picture');
    await scroll(chat.page.getByRole('log'), -1500);
    await chat.conversation('ben').click();
    await chat.sees('message number 150');
    await chat.button('Back to').click();
    await chat.sees('picture');
    await elsewhere.close();
  });
});
