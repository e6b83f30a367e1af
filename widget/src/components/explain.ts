import type { Translate } from '../locales/translate.js';

/** What went wrong, in words that load when something does. */
export async function explain(t: Translate, error: unknown): Promise<string> {
  try {
    const { sayError } = await import('./error-words.js');
    return sayError(t, error);
  } catch {
    return t('error.offline');
  }
}
