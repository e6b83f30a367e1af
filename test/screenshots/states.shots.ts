import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { BreakableLine } from './breakable-line.js';
import { shoot } from './gallery.js';
import { looks } from './looks.js';
import { listOf, Stage } from './stage.js';

describe('when there is nothing to show, or something is wrong', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  });
  afterAll(() => stage.close());

  describe.each(looks)('$language $scheme $width', (look) => {
    const words = look.language === 'zh' ? '离线时写的。' : 'Written in a tunnel.';

    it('nothing yet, nothing there, the server gone', async () => {
      const { ana } = stage.team;
      const empty = await stage.open(look, ana, 'room="quiet-corner"');
      await empty.locator('.empty').waitFor();
      await shoot(empty, 'empty', look);
      await empty.context().close();

      const missing = await stage.open(look, ana, 'room="dm:somebody-elses"');
      await missing.locator('chat-room-state').waitFor();
      await shoot(missing, 'missing', look);
      await missing.context().close();

      const gone = await stage.open(look, undefined, 'room="lobby" server="http://127.0.0.1:9"');
      await gone.locator('chat-room-state').waitFor();
      await shoot(gone, 'gone', look);
      await gone.context().close();
    });

    it('a room that takes its time', async () => {
      const page = await stage.open(look, stage.team.ana, 'room="lobby"', async (context) => {
        // The connection is made, and nothing comes back over it.
        await context.routeWebSocket(/socket\.io/, (socket) => {
          const server = socket.connectToServer();
          server.onMessage((text) => {
            if (!String(text).startsWith('43')) socket.send(text);
          });
        });
      });
      await page.locator('.skeleton').waitFor();
      await shoot(page, 'loading', look);
      await page.context().close();
    });

    it('a launcher', async () => {
      const page = await stage.open(look, stage.team.ana, 'room="lobby" mode="launcher"');
      await page.locator('.launcher .badge').waitFor();
      await shoot(page, 'launcher-closed', look);
      await page.locator('.launcher').click();
      await listOf(page);
      await shoot(page, 'launcher-open', look);
      await page.context().close();
    });

    it('without a connection', async () => {
      const line = new BreakableLine();
      const page = await stage.open(look, stage.team.ana, 'room="quiet-corner"', line.lay);
      const bar = page.locator('.bar[role=status]');
      await page.locator('.empty').waitFor();
      await page.context().setOffline(true);
      await bar.waitFor();
      await page.locator('textarea').fill(words);
      await page.keyboard.press('Enter');
      await page.locator('[data-delivery=sending]').waitFor();
      await shoot(page, 'offline', look);
      await line.cut(page.context());
      await page.context().setOffline(false);
      await bar.filter({ hasText: /Reconnecting|重新连接|重连/ }).waitFor();
      await shoot(page, 'reconnecting', look);
      await page.context().close();
    });

    it('a message that is refused', async () => {
      const page = await stage.open(look, stage.team.ana, 'room="lobby"');
      await listOf(page);
      const json = { code: 'too_large', limit: 8_000 };
      await page.route('**/api/v1/files', (route) => route.fulfill({ status: 413, json }));
      const file = { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(10_000, 1) };
      await page.locator('chat-room-composer input[type=file]').setInputFiles(file);
      await page.locator('textarea').fill(words);
      await page.keyboard.press('Enter');
      await page.locator('[data-delivery=failed] .failed[role=alert]').waitFor();
      await shoot(page, 'failed', look);
      await page.context().close();
    });
  });
});
