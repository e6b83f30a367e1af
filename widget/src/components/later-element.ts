import { laterWords, type TranslateAll } from '../locales/later-words.js';
import { ChatElement } from './chat-element.js';

/** Base of the elements that load when they are first wanted, and their words with them. */
export abstract class LaterElement extends ChatElement {
  protected override get t(): TranslateAll {
    return laterWords(this.ctx.t);
  }
}
