import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { shoot } from './gallery.js';
import { looks } from './looks.js';
import { landscape } from './seed.js';
import { button, listOf, pointAt, Stage } from './stage.js';

describe('the composer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  });
  afterAll(() => stage.close());

  it.each(looks)('$language $scheme $width', async (look) => {
    const zh = look.language === 'zh';
    const page = await stage.open(look, stage.team.ana);
    const list = await listOf(page);
    const field = page.locator('textarea');
    const message = list.locator('[data-seq]').filter({ hasText: 'Tomorrow at' }).first();
    await pointAt(message);
    await message.click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Reply|回复/ }).click();
    await field.fill(zh ? '好的，没问题。' : 'Fine with me.\nI bring the prototype.');
    await shoot(page, 'composer-reply', look);
    await field.press('Escape');

    await field.fill('');
    await field.press('ArrowUp');
    await shoot(page, 'composer-edit', look);
    await field.press('Escape');

    await field.fill('');
    await field.pressSequentially('@');
    await page.getByRole('option').first().waitFor();
    await shoot(page, 'composer-mention', look);
    await field.fill(`${'Long words. '.repeat(340)}And this is too much of it.`.slice(0, 4012));
    await shoot(page, 'composer-limit', look);
    await field.fill('');

    await page.locator('chat-room-composer input[type=file]').setInputFiles([
      { name: 'view.jpg', mimeType: 'image/jpeg', buffer: await landscape(800, 600, 60) },
      { name: 'contract-2026-final.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(120_000) },
    ]);
    await page.locator('chat-room-pending img').waitFor();
    await shoot(page, 'composer-files', look);
    await button(page, /^ALT/).click();
    await shoot(page, 'composer-description', look);
    for (const name of ['view.jpg', 'contract-2026-final.pdf']) {
      await page.locator('chat-room-pending li').filter({ hasText: name }).getByRole('button').last().click();
    }

    await button(page, /Emoji and stickers|表情/).click();
    await page.locator('chat-room-emoji [data-emoji]').first().waitFor();
    await shoot(page, 'emoji', look);
    await page.getByRole('tab', { name: zh ? '表情包' : 'Stickers' }).click();
    await shoot(page, 'stickers', look);
    await page.context().close();
  });
});
