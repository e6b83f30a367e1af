import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { request } from '../support/sockets.js';
import { shoot } from './gallery.js';
import { looks } from './looks.js';
import { visit } from './seed.js';
import { listOf, pointAt, Stage } from './stage.js';

describe('a room', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  });
  afterAll(() => stage.close());

  it.each(looks)('$language $scheme $width', async (look) => {
    const { server, team } = stage;
    const page = await stage.open(look, team.ana);
    const list = await listOf(page);
    await shoot(page, 'room-unread-line', look);
    const scrollTo = (top: 'end' | 'beginning') =>
      list.locator('.scroll').evaluate((scroll, where) => {
        scroll.scrollTop = where === 'end' ? 0 : -scroll.scrollHeight;
      }, top);
    await scrollTo('end');
    await shoot(page, 'room-end', look);
    await list.locator('[data-seq="5"]').scrollIntoViewIfNeeded();
    await shoot(page, 'room-pictures', look);
    await scrollTo('beginning');
    await shoot(page, 'room-beginning', look);
    await page.locator('.jump').click();
    const leave = await visit(server, 'lobby');
    await list.locator('.notice').last().waitFor();
    await request(team.ben.socket, 'typing', { room: 'lobby', on: true });
    await page.getByText(/is typing|正在输入/).waitFor();
    await shoot(page, 'room-notices-typing', look);
    leave();

    const message = list.locator('[data-seq]').filter({ hasText: 'Tomorrow at' }).first();
    await message.scrollIntoViewIfNeeded();
    await pointAt(message);
    await shoot(page, 'message-tools', look);
    await message.click({ button: 'right' });
    await page.locator('chat-room-menu .menu').waitFor();
    await shoot(page, 'message-menu', look);
    await page.getByRole('menuitem', { name: /Delete|删除/ }).click();
    await page.getByRole('alertdialog').waitFor();
    await shoot(page, 'message-delete', look);
    await page.keyboard.press('Escape');

    const picture = list.locator('.picture').first();
    await picture.scrollIntoViewIfNeeded();
    await picture.click();
    await page.locator('chat-room-viewer img').waitFor();
    await shoot(page, 'viewer', look);
    await page.context().close();
  });
});
