import type { Config } from '../config/config.js';

/** What must never be read in a log, wherever it slips into a message. */
const forms: readonly (readonly [RegExp, string])[] = [
  // Access tokens.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>'],
  // Refresh tokens: a session and its secret.
  [/\b[0-9a-z]{24}\.[\w-]{43}(?![\w-])/g, '<token>'],
  // Passwords in addresses.
  [/\b([a-z]+:\/\/[^\s:/@]*:)[^\s/]+@/gi, '$1<password>@'],
  // Signatures of files' addresses.
  [/([?&]s=)[\w-]+/g, '$1<signature>'],
];

/** Makes what takes secrets out of a text. */
export function redactor({ secret, database, redisUrl }: Pick<Config, 'secret' | 'database' | 'redisUrl'>) {
  const passwords = [database.dialect === 'mysql' ? database.url : undefined, redisUrl].flatMap(passwordsOf);
  // A password of a letter or two would take half of every line with it.
  const values = [secret ?? '', ...passwords].filter((value) => value.length >= 4);
  return (text: string): string => {
    const withoutValues = values.reduce((rest, value) => rest.replaceAll(value, '<secret>'), text);
    return forms.reduce((rest, [form, replacement]) => rest.replace(form, replacement), withoutValues);
  };
}

function passwordsOf(url: string | undefined): string[] {
  if (url === undefined) return [];
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)];
}
