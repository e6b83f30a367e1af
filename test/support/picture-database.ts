import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Where old clients look for pictures, and as whom. */
export interface PictureDatabase {
  host: string;
  port: number;
  user: string;
  password: string;
  /** The one that this server has, unless it is said otherwise. */
  name: string;
}

/** Makes the database user that docs/legacy.md has made for old clients, by the statements that stand there. */
export async function pictureDatabase(databaseUrl: string): Promise<PictureDatabase> {
  const { hostname: host, port, pathname } = new URL(databaseUrl);
  const name = pathname.slice(1);
  const user = `pictures_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(8).toString('hex');
  await run(databaseUrl, documented('CREATE USER'), {
    'the password that the clients have built in': password,
    chat_pictures: user,
    'chat.': `${name}.`,
  });
  return { host, port: Number(port), user, password, name };
}

/** Makes the database that leads to this server's, as docs/legacy.md has it; it has a name of its own here. */
export async function databaseBeside(databaseUrl: string, { user, name }: PictureDatabase): Promise<string> {
  const beside = `python_${randomBytes(4).toString('hex')}`;
  await run(databaseUrl, documented('CREATE DATABASE'), {
    python_chat: beside,
    chat_pictures: user,
    ' chat.': ` ${name}.`,
  });
  return beside;
}

function documented(beginning: string): string {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/legacy.md'), 'utf8');
  const blocks = [...page.matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) => sql);
  return blocks.find((sql) => sql.startsWith(beginning)) ?? '';
}

async function run(databaseUrl: string, sql: string, names: Readonly<Record<string, string>>): Promise<void> {
  const root = await createConnection(databaseUrl);
  for (const statement of sql.split(/;\n/).filter((line) => line.trim() !== '')) {
    await root.query(Object.entries(names).reduce((text, [name, own]) => text.replaceAll(name, own), statement));
  }
  await root.end();
}
