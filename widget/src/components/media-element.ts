import { mediaWords, type TranslateAll } from '../locales/media-words.js';
import { LaterElement } from './later-element.js';

/** Base of the elements that show pictures and files and play sound, and their words with them. */
export abstract class MediaElement extends LaterElement {
  protected override get t(): TranslateAll {
    return mediaWords(this.ctx.t);
  }
}
