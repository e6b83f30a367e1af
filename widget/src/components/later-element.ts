import { type LaterFormats, laterFormats } from '../locales/formats-later.js';
import { laterWords, type TranslateLater } from '../locales/later-words.js';
import { ChatElement } from './chat-element.js';

/** Base of the elements that load when they are first wanted, and their words and formats with them. */
export abstract class LaterElement extends ChatElement {
  protected override get t(): TranslateLater {
    return laterWords(this.ctx.t);
  }

  protected override get formats(): LaterFormats {
    return laterFormats(this.ctx.lang);
  }
}
