import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Language, languageFor, loadLanguage, spoken } from '../../locales/languages.js';
import { leftToRight, type Translate } from '../../locales/translate.js';

/** Milliseconds until words that could not be had are asked for again. */
const pause = 5_000;

/** The language an element speaks: its own `lang`, else that of the page around it, else the person's. Follows all of them. */
export class ElementLanguage implements ReactiveController {
  lang: Language = 'en';
  /** Absent until the words have loaded. */
  t: Translate | undefined;
  private readonly page = new MutationObserver(() => void this.choose());

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.page.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] });
    void this.choose();
  }

  hostDisconnected(): void {
    this.page.disconnect();
  }

  private get wanted(): Language {
    const { host } = this;
    const around = host.parentElement?.closest<HTMLElement>('[lang]') ?? document.documentElement;
    return languageFor(host.lang || around.lang || navigator.language);
  }

  /** What is shown stays until the words of the other language are there. Where they cannot be had, English does until they can. */
  async choose(): Promise<void> {
    const { host, wanted: lang } = this;
    const t = spoken(lang) ?? (await loadLanguage(lang).catch(() => this.meanwhile()));
    // It may have been changed again meanwhile.
    if (lang !== this.wanted) return;
    const isTurned = getComputedStyle(host).direction === 'rtl';
    this.lang = lang;
    this.t = isTurned ? leftToRight(t) : t;
    this.changed();
  }

  private meanwhile(): Promise<Translate> {
    setTimeout(() => this.host.isConnected && this.choose(), pause);
    return loadLanguage('en');
  }
}
