import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { shoot } from './gallery.js';
import { looks } from './looks.js';
import { listOf, Stage } from './stage.js';

describe('around the room', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  });
  afterAll(() => stage.close());

  it.each(looks)('$language $scheme $width', async (look) => {
    const page = await stage.open(look, stage.team.ana);
    const inHeader = (selector: string) => page.locator(`chat-room-header ${selector}`);
    const hit = page.locator('.hit').first();
    await listOf(page);
    if (look.width < 720) {
      await inHeader('.people').click();
      await page.locator('chat-room-people .line').first().waitFor();
      await shoot(page, 'people', look);
      await page.keyboard.press('Escape');
    }
    if (look.width < 1040) {
      await inHeader('.conversations button').click();
      await page.locator('chat-room-conversations .line').nth(1).waitFor();
      await shoot(page, 'conversations', look);
    }
    await page.locator('chat-room-conversations .line').filter({ hasText: 'Ben' }).click();
    await page.locator('chat-room-messages [data-seq="3"]').waitFor();
    await shoot(page, 'private', look);
    await inHeader('button').first().click();

    await inHeader('.history').click();
    await hit.waitFor();
    await shoot(page, 'history', look);
    const search = page.getByRole('searchbox');
    await search.fill('figures');
    await page.locator('mark').first().waitFor();
    await shoot(page, 'history-search', look);
    await search.fill('nowhere to be found');
    await page.locator('.state').waitFor();
    await shoot(page, 'history-nothing', look);
    await search.fill('');
    await hit.waitFor();
    await page.locator('.clear').click();
    await page.locator('chat-room-confirm dialog').waitFor();
    await shoot(page, 'clear-confirm', look);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    await inHeader('.me').click();
    await page.locator('chat-room-profile dialog').waitFor();
    await shoot(page, 'profile', look);
    await page.getByText(/Change password|修改密码/).click();
    await page.getByRole('switch').last().click();
    await shoot(page, 'profile-open', look);
    await page.context().close();
  });
});
