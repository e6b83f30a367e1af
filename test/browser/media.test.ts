import { randomBytes } from 'node:crypto';
import type { File as ChatFile, HistoryPage, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { api, register } from '../support/api.js';
import { findings } from '../support/axe.js';
import { launchBrowser } from '../support/browser.js';
import { ChatPage } from '../support/chat-page.js';
import { openBrowser, openHost } from '../support/pages.js';
import { startServer, type TestServer } from '../support/server.js';
import { movie, tone } from '../support/sounds.js';
import { until } from '../support/until.js';

/** A picture that does not compress: its bytes grow with its size. */
const noisy = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
const plain = (colour: string, width = 600, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();

describe('pictures, sound and other files', () => {
  let server: TestServer;
  let browser: Browser;
  let ana: ChatPage;
  let ben: ChatPage;
  let session: Session;

  beforeAll(async () => {
    const fakes = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
    [server, browser] = await Promise.all([startServer(), launchBrowser(...fakes)]);
    session = await register(server, 'ana');
    [ana, ben] = await Promise.all([open(session), open(await register(server, 'ben'))]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async (who: Session, attributes = '', permissions = ['microphone'], options = {}): Promise<ChatPage> => {
    const context = await openBrowser(browser, server, who, { permissions, ...options });
    return new ChatPage(await openHost(context, server, { attributes: `room="lobby" ${attributes}` })).ready();
  };
  const choose = (chat: ChatPage, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
    chat.page.locator('chat-room-composer .bar input[type=file]').setInputFiles(files);
  const isPrepared = async (chat: ChatPage, count: number): Promise<void> => {
    await chat.page
      .locator('chat-room-pending li')
      .nth(count - 1)
      .waitFor();
    await chat.page.locator('chat-room-pending .spinner').first().waitFor({ state: 'detached' });
  };
  /** The files of the message with that text. */
  const filesOf = async (text: string): Promise<ChatFile[]> => {
    const { body } = await api<HistoryPage>(server, 'GET', '/rooms/lobby/messages', { token: session.accessToken });
    return body.messages.find(({ text: said, files }) => said === text && files.length > 0)?.files ?? [];
  };
  const isTrue = async (locator: Locator, test: (element: HTMLMediaElement) => boolean): Promise<void> => {
    const handle = await locator.elementHandle();
    await locator.page().waitForFunction(test as (element: unknown) => boolean, handle);
  };

  it('are made smaller before they travel when they are large pictures, upright, and else left alone', async () => {
    const large = await noisy(3000, 1500).jpeg({ quality: 60 }).withMetadata({ orientation: 6 }).toBuffer();
    const small = await noisy(200, 100).jpeg().toBuffer();
    const frames = await Promise.all([0, 1].map(() => noisy(400, 3000).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .gif({ colours: 64, effort: 1 })
      .toBuffer();
    expect(moving.length).toBeGreaterThan(300_000);
    await choose(
      ana,
      { name: 'large.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: 'small.jpg', mimeType: 'image/jpeg', buffer: small },
      { name: 'moving.gif', mimeType: 'image/gif', buffer: moving },
    );
    await isPrepared(ana, 3);
    await ana.say('three pictures');
    await ben.sees('three pictures');
    const [first, second, third] = await filesOf('three pictures');
    expect(first).toMatchObject({ name: 'large.jpg', type: 'image/jpeg', width: 1280, height: 2560 });
    expect(first?.size).toBeLessThan(large.length);
    expect(second).toMatchObject({ width: 200, height: 100, size: small.length });
    expect(third).toMatchObject({ width: 400, height: 3000, size: moving.length });
  });

  it('stay as they are where the owner of the page wants that', async () => {
    const chat = await open(await register(server), 'image-max-size="0"');
    const large = await noisy(3000, 600).jpeg({ quality: 60 }).toBuffer();
    await choose(chat, { name: 'large.jpg', mimeType: 'image/jpeg', buffer: large });
    await isPrepared(chat, 1);
    await chat.say('untouched');
    await chat.sees('untouched');
    expect(await filesOf('untouched')).toMatchObject([{ width: 3000, height: 600, size: large.length }]);
    await chat.page.context().close();
  });

  it('can be described for who cannot see them', async () => {
    await choose(ana, { name: 'IMG_1.png', mimeType: 'image/png', buffer: await plain('#2a8') });
    await isPrepared(ana, 1);
    await ana.button('Describe IMG_1.png').click();
    await ana.page.keyboard.type('A green field');
    expect(await findings(ana.page)).toEqual([]);
    await ana.page.keyboard.press('Escape');
    const describe = ana.button('Describe IMG_1.png');
    expect(await describe.evaluate((button) => button.matches(':focus'))).toBe(true);
    await ana.say('with words');
    const row = await ben.sees('with words');
    await row.getByRole('button', { name: 'Open picture A green field' }).waitFor();
    expect(await row.locator('img[alt="A green field"]').count()).toBe(1);
    expect(await filesOf('with words')).toMatchObject([{ name: 'IMG_1.png', alt: 'A green field' }]);
  });

  it('are not seen large any longer than their message is there', async () => {
    await (await ben.sees('with words')).getByRole('button', { name: 'Open picture A green field' }).click();
    const viewer = ben.page.locator('chat-room-viewer dialog[open]');
    await viewer.waitFor();
    await ana.choose('with words', 'Delete');
    await ana.page.locator('chat-room-confirm').getByRole('button', { name: 'Delete' }).click();
    await viewer.waitFor({ state: 'detached' });
    await ben.list.getByRole('status').getByText('Message deleted').waitFor();
  });

  it('stand in a gallery that says how many more there are, and does not change its size when they come', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await ben.page.route('**/api/v1/files/**', async (route) => {
      await held;
      await route.continue();
    });
    const colours = ['#b33', '#3b3', '#33b', '#bb3', '#3bb', '#b3b'];
    const pictures = await Promise.all(
      colours.map(async (colour) => ({
        name: `${colour.slice(1)}.png`,
        mimeType: 'image/png',
        buffer: await plain(colour),
      })),
    );
    try {
      await choose(ana, ...pictures);
      await ana.say('six colours');
      const gallery = (await ben.sees('six colours')).locator('.gallery');
      await gallery.getByRole('button', { name: 'Open picture bb3.png and 2 more' }).waitFor();
      expect(await gallery.locator('.picture').count()).toBe(4);
      const before = await gallery.boundingBox();
      release();
      await isTrue(
        gallery.locator('.picture img:not(.likeness)').last(),
        (image) => (image as unknown as HTMLImageElement).complete,
      );
      expect(await gallery.boundingBox()).toEqual(before);
    } finally {
      release();
      await ben.page.unroute('**/api/v1/files/**');
    }
  });

  it('are asked for again when they could not be had, whose likeness is seen meanwhile', async () => {
    await ben.page.route('**/api/v1/files/**', (route) => route.abort());
    await choose(ana, { name: 'late.png', mimeType: 'image/png', buffer: await plain('#929') });
    await isPrepared(ana, 1);
    await ana.say('comes late');
    const row = await ben.sees('comes late');
    const picture = row.locator('.picture img:not(.likeness)');
    await isTrue(picture, (image) => image.style.visibility === 'hidden');
    await row.getByRole('button', { name: 'Open picture late.png' }).click();
    const viewer = ben.page.getByRole('dialog');
    await viewer.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await ben.page.unroute('**/api/v1/files/**');
    await viewer.getByRole('button', { name: 'Try again' }).click();
    await isTrue(viewer.locator('.stage img'), (image) => (image as unknown as HTMLImageElement).naturalWidth === 600);
    await ben.page.keyboard.press('Escape');
    await isTrue(picture, (image) => image.style.visibility === '');
  });

  it('are seen large, gone through, zoomed and left by keyboard, and the focus comes back', async () => {
    const opener = (await ben.sees('six colours')).getByRole('button', { name: 'Open picture 3b3.png' });
    await opener.click();
    const viewer = ben.page.getByRole('dialog');
    const stage = viewer.locator('.stage');
    const picture = stage.locator('img');
    await viewer.getByText('Picture 2 of 6').first().waitFor();
    await ben.page.keyboard.press('ArrowRight');
    await viewer.getByText('Picture 3 of 6').first().waitFor();
    expect(await picture.getAttribute('alt')).toBe('33b.png');
    await ben.page.keyboard.press('ArrowLeft');
    await ben.page.keyboard.press('ArrowLeft');
    await viewer.getByText('Picture 1 of 6').first().waitFor();
    expect(await viewer.getByRole('button', { name: 'Previous picture' }).count()).toBe(0);

    expect(await findings(ben.page)).toEqual([]);
    await viewer.getByRole('button', { name: 'Zoom in' }).click();
    await stage.and(ben.page.locator('.zoomed')).waitFor();
    await ben.page.keyboard.press('0');
    await stage.and(ben.page.locator(':not(.zoomed)')).waitFor();
    // Two clicks that are too far apart are no double click.
    await until(async () => {
      await stage.dblclick();
      return stage
        .and(ben.page.locator('.zoomed'))
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    });
    await stage.hover();
    await ben.page.mouse.wheel(0, -400);
    await isTrue(picture, (image) => new DOMMatrix(getComputedStyle(image).transform).a > 4);
    await ben.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    expect(await ben.list.evaluate((list) => list.matches(':focus-within'))).toBe(true);
  });

  it('follow the fingers: a swipe goes on, one down closes, two pinch', async () => {
    const context = await openBrowser(browser, server, await register(server), {
      viewport: { width: 360, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    const chat = await new ChatPage(await openHost(context, server)).ready();
    await (await chat.sees('six colours')).getByRole('button', { name: 'Open picture b33.png' }).tap();
    const viewer = chat.page.getByRole('dialog');
    await viewer.getByText('Picture 1 of 6').first().waitFor();
    const fingers = await context.newCDPSession(chat.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints });
    const swipe = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await touch('touchStart', from);
      await touch('touchMove', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
      await touch('touchMove', to);
      await touch('touchEnd');
    };
    await swipe({ x: 300, y: 350 }, { x: 100, y: 350 });
    await viewer.getByText('Picture 2 of 6').first().waitFor();
    await touch('touchStart', { x: 150, y: 350 }, { x: 210, y: 350 });
    await touch('touchMove', { x: 60, y: 350 }, { x: 300, y: 350 });
    await touch('touchEnd');
    await viewer.locator('.stage.zoomed').waitFor();
    await viewer.getByRole('button', { name: 'Zoom out' }).tap();
    await viewer.getByRole('button', { name: 'Zoom out' }).tap();
    await viewer.getByRole('button', { name: 'Zoom out' }).tap();
    await viewer.locator('.stage:not(.zoomed)').waitFor();
    await swipe({ x: 180, y: 300 }, { x: 185, y: 520 });
    await viewer.waitFor({ state: 'detached' });
    await context.close();
  });

  it('are played in place when they are sound, from anywhere in them', async () => {
    await choose(ana, { name: 'tone.wav', mimeType: 'audio/wav', buffer: tone(60) });
    await ana.say('listen');
    const ranges: (string | undefined)[] = [];
    ben.page.on('request', (request) => {
      if (request.resourceType() === 'media') ranges.push(request.headers().range);
    });
    const player = (await ben.sees('listen')).locator('chat-room-sound');
    await player.getByText('1:00').waitFor();
    await player.getByRole('button', { name: 'Play tone.wav' }).click();
    const audio = player.locator('audio');
    await isTrue(audio, ({ currentTime }) => currentTime > 0);
    const position = player.getByRole('slider', { name: 'Position' });
    await position.focus();
    for (let n = 0; n < 8; n++) await position.press('ArrowRight');
    await isTrue(audio, ({ currentTime }) => currentTime > 40);
    expect(await position.getAttribute('aria-valuetext')).toMatch(/^0:[45]\d of 1:00$/);
    await player.getByRole('button', { name: 'Pause tone.wav' }).click();
    await isTrue(audio, ({ paused }) => paused);
    await player.getByRole('button', { name: 'Speed 1' }).click();
    await isTrue(audio, ({ playbackRate }) => playbackRate === 1.5);
    expect(ranges.every((range) => range?.startsWith('bytes='))).toBe(true);
  });

  it('are seen when they are movies that come into view, and are not played by themselves', async () => {
    const show = (display: 'none' | 'block') =>
      ben.page.locator('chat-room').evaluate((chat, value) => {
        chat.style.display = value;
      }, display);
    await show('none');
    await choose(ana, { name: 'film.webm', mimeType: 'video/webm', buffer: await movie(ana.page) });
    await ana.say('look');
    const row = ben.message('look');
    const video = row.locator('video');
    await video.waitFor({ state: 'attached' });
    expect(await video.getAttribute('src')).toBeNull();
    await show('block');
    await row.scrollIntoViewIfNeeded();
    await isTrue(video, ({ readyState }) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    expect(await video.evaluate(({ paused, controls }: HTMLVideoElement) => [paused, controls])).toEqual([true, false]);
    const [file] = await filesOf('look');
    const size = await video.evaluate(({ videoWidth, videoHeight }: HTMLVideoElement) => [videoWidth, videoHeight]);
    expect([file?.width, file?.height]).toEqual(size);
    await row.getByRole('button', { name: /^Play film\.webm 0:0\d$/ }).waitFor();
  });

  it('are played in place when they are movies, and can be saved when the browser cannot play them', async () => {
    const bytes = await movie(ana.page);
    await ben.page.evaluate(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
    });
    await choose(ana, { name: 'film.webm', mimeType: 'video/webm', buffer: bytes });
    await ana.say('watch');
    const film = await ben.sees('watch');
    const video = film.locator('video');
    const start = film.getByRole('button', { name: 'Play film.webm' });
    await start.waitFor();
    // Bytes are dear: nothing is fetched before somebody wants it.
    expect(await video.getAttribute('src')).toBeNull();
    await start.click();
    await isTrue(video, ({ currentTime, controls }) => currentTime > 0 && controls);
    await start.waitFor({ state: 'detached' });
    expect(await video.evaluate((element) => element.matches(':focus'))).toBe(true);
    await ben.page.evaluate(() => Reflect.deleteProperty(navigator, 'connection'));

    await video.evaluate((element: HTMLVideoElement) => {
      element.loop = true;
      return element.play();
    });
    await (await ben.sees('listen')).getByRole('button', { name: 'Play tone.wav' }).click();
    await isTrue(video, ({ paused }) => paused);

    // It begins like a movie, and does not go on like one.
    await choose(ana, { name: 'broken.webm', mimeType: 'video/webm', buffer: bytes.subarray(0, 200) });
    await ana.say('do not watch');
    const row = await ben.sees('do not watch');
    await row.scrollIntoViewIfNeeded();
    await row.getByRole('link', { name: 'Download broken.webm' }).waitFor();
  });

  it('are read in place when they are texts, as nothing but text', async () => {
    const text = '<script>document.title = "hacked"</script>\n第二行';
    await choose(ana, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await ana.say('read');
    const row = await ben.sees('read');
    const opener = row.getByRole('button', { name: 'Read notes.txt' });
    expect(await findings(ben.page)).toEqual([]);
    await opener.click();
    const dialog = ben.page.getByRole('dialog', { name: 'notes.txt' });
    await dialog.getByText('第二行').waitFor();
    expect(await dialog.locator('pre').textContent()).toBe(text);
    await ben.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  it('come from the camera too, on phones', async () => {
    const chat = await open(await register(server), '', [], {
      viewport: { width: 360, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await chat.button('Attach files').tap();
    const photo = chat.page.getByRole('menuitem', { name: 'Take a photo' });
    expect(await photo.locator('input').getAttribute('capture')).toBe('environment');
    const chooser = chat.page.waitForEvent('filechooser');
    await photo.tap();
    await (await chooser).setFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await plain('#456') });
    await chat.page.locator('chat-room-pending').getByText('photo.png').waitFor();
    await chat.button('Attach files').tap();
    await photo.press('Escape');
    await photo.waitFor({ state: 'detached' });
    await chat.page.context().close();
  });

  describe('a voice message', () => {
    const tracks = (page: Page) =>
      page.evaluate(() =>
        (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
      );
    beforeAll(() =>
      ana.page.evaluate(() => {
        const kept: MediaStreamTrack[] = [];
        Object.assign(globalThis, { tracks: kept });
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          const stream = await ask(wanted);
          kept.push(...stream.getTracks());
          return stream;
        };
      }),
    );
    const record = async (): Promise<Locator> => {
      await ana.button('Record a voice message').click();
      const recorder = ana.page.locator('chat-room-recorder');
      await until(async () => (await secondsOf(recorder)) >= 2);
      return recorder;
    };
    const secondsOf = async (recorder: Locator): Promise<number> =>
      Number((await recorder.locator('time').textContent())?.trim().split(':').at(-1));

    it('is recorded, paused, heard before it goes, sent, and drawn and heard by others', async () => {
      const recorder = await record();
      await ana.button('Pause recording').click();
      await ana.button('Go on recording').waitFor();
      const paused = await secondsOf(recorder);
      await ana.button('Go on recording').click();
      await until(async () => (await secondsOf(recorder)) > paused);
      await ana.button('Pause recording').click();
      await ana.button('Go on recording').waitFor();
      expect(await findings(ana.page)).toEqual([]);
      await ana.button('Listen to it').click();
      await recorder.getByRole('button', { name: 'Play Voice message' }).click();
      await isTrue(recorder.locator('audio'), ({ currentTime }) => currentTime > 0);
      expect(await tracks(ana.page)).toEqual(['ended']);
      await ana.button('Send').click();
      await recorder.waitFor({ state: 'detached' });
      const player = ben.list.locator('chat-room-sound').last();
      await player.locator('.wave').waitFor();
      await player.getByText(/^0:(0[3-9]|[1-5]\d)$/).waitFor();
      await player.getByRole('button', { name: 'Play Voice message' }).click();
      await isTrue(player.locator('audio'), ({ currentTime }) => currentTime > 0.5);
      const [file] = await filesOf('');
      expect(file).toMatchObject({
        name: 'Voice message.webm',
        type: 'audio/webm',
        voice: { duration: expect.any(Number), waveform: expect.stringMatching(/^[0-9a-f]{20,64}$/) },
      });
      expect(file?.voice?.waveform).toMatch(/[8-f]/);
    });

    it('is thrown away by Escape, and the microphone let go of', async () => {
      const recorder = await record();
      await ana.page.keyboard.press('Escape');
      await recorder.waitFor({ state: 'detached' });
      expect(await tracks(ana.page)).toEqual(['ended', 'ended']);
      expect(await ana.composer.evaluate((field) => field.matches(':focus'))).toBe(true);
      expect(await ana.list.locator('[data-delivery=sending]').count()).toBe(0);
    });

    it('waits, paused, while one looks at another conversation', async () => {
      const recorder = await record();
      await ana.person('ben').click();
      await ana.page.getByRole('heading', { name: 'Private conversation ben' }).waitFor();
      await ana.composer.waitFor();
      await ana.conversation('lobby').click();
      await ana.button('Go on recording').waitFor();
      await recorder.getByRole('button', { name: 'Discard recording' }).click();
      await recorder.waitFor({ state: 'detached' });
    });

    it('says so when the microphone is not allowed', async () => {
      const chat = await open(await register(server), '', []);
      await chat.button('Record a voice message').click();
      await chat.page.getByRole('alert').getByText('does not allow the microphone').waitFor();
      await chat.page.context().close();
    });

    it('cannot be recorded where the browser cannot', async () => {
      const context = await openBrowser(browser, server, await register(server));
      await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaRecorder'));
      const chat = await new ChatPage(await openHost(context, server)).ready();
      await chat.button('Emoji and stickers').click();
      await chat.page.getByRole('searchbox', { name: 'Search emoji' }).waitFor();
      expect(await chat.button('Record a voice message').count()).toBe(0);
      await chat.button('Send').waitFor();
      await context.close();
    });
  });
});
