import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { shoot } from './gallery.js';
import { looks } from './looks.js';
import { landscape } from './seed.js';
import { button, Stage } from './stage.js';

describe('the way in', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  });
  afterAll(() => stage.close());

  it.each(looks)('$language $scheme $width', async (look) => {
    const page = await stage.open(look);
    const name = page.getByRole('textbox').first();
    const passwords = page.locator('input[type=password]');
    const submit = page.locator('button[type=submit]');
    await name.waitFor();
    await shoot(page, 'auth-login', look);
    await name.fill('ana');
    await passwords.fill('not the password');
    await submit.click();
    await page.getByRole('alert').waitFor();
    await shoot(page, 'auth-login-refused', look);

    await button(page, /Create account|注册/).click();
    await name.fill('');
    await passwords.first().fill('');
    await shoot(page, 'auth-register', look);
    await name.fill('Ana');
    await passwords.first().fill('correct horse battery');
    await passwords.last().fill('correct house battery');
    await submit.click();
    await shoot(page, 'auth-register-errors', look);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await landscape(800, 600, 20) });
    await page.locator('chat-room-cropper canvas').waitFor();
    await shoot(page, 'crop', look);
    await page.context().close();
  });
});
