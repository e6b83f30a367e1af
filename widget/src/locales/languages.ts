import { en } from './en.js';
import { type Translate, translator, type Words } from './translate.js';

export type Language = 'en' | 'zh-CN';

/** The language spoken for a BCP 47 tag: Chinese for any Chinese, English for everything else. */
export function languageFor(tag: string): Language {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}

/** Grows by the words of the parts that load later. */
export const english: typeof en & Partial<Words> = { ...en };

const loaders: Readonly<Record<Language, () => Promise<Pick<Words, keyof typeof en>>>> = {
  en: async () => english,
  'zh-CN': async () => (await import('./zh-CN.js')).zhCN,
};

const ready = new Map<Language, Translate>([['en', translator<keyof typeof en>('en', english)]]);

/** At once when the language is loaded. */
export function spoken(language: Language): Translate | undefined {
  return ready.get(language);
}

export async function loadLanguage(language: Language): Promise<Translate> {
  const translate = ready.get(language) ?? translator(language, await loaders[language]());
  ready.set(language, translate);
  return translate;
}
