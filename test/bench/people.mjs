import { Sequelize } from 'sequelize';
import { AccessTokens } from '../../backend/dist/auth/access-tokens.js';
import { SigningSecret } from '../../backend/dist/auth/signing-secret.js';
import { readConfig } from '../../backend/dist/config/config.js';
import { migrate } from '../../backend/dist/database/migrate.js';
import { sequelizeOptions } from '../../backend/dist/database/sequelize-options.js';
import { environment } from './servers.mjs';

/** Rows of one statement. */
const batch = 1000;

/** Brings a database up to date, and hands it to `work` as Sequelize. */
export async function withDatabase(databaseUrl, work) {
  const config = readConfig(environment(databaseUrl));
  await migrate(config.database);
  const sequelize = new Sequelize({ ...sequelizeOptions(config.database), pool: { max: 1, min: 1, idle: 600_000 } });
  try {
    return await work(sequelize);
  } finally {
    await sequelize.close();
  }
}

/** Writes accounts with open sessions straight into the database (a sign-in costs its 50 ms on purpose); gives ids and tokens. */
export async function makePeople(databaseUrl, count) {
  const tokens = new AccessTokens(new SigningSecret(readConfig(environment(databaseUrl))));
  const now = new Date();
  const people = Array.from({ length: count }, (_, n) => ({ id: `bench${String(n).padStart(7, '0')}` }));
  await withDatabase(databaseUrl, async (sequelize) => {
    const queries = sequelize.getQueryInterface();
    for (let start = 0; start < count; start += batch) {
      const some = people.slice(start, start + batch);
      await queries.bulkInsert(
        'users',
        some.map(({ id }) => userRow(id, now)),
      );
      await queries.bulkInsert(
        'sessions',
        some.map(({ id }) => sessionRow(id, now)),
      );
    }
  });
  return Promise.all(people.map(async ({ id }) => ({ id, token: await tokens.sign(id, sessionOf(id)) })));
}

function userRow(id, now) {
  return {
    id,
    username: id,
    username_key: id,
    username_skeleton: id,
    display_name: `Person ${id}`,
    role: 'member',
    guest: false,
    avatar_rev: 0,
    created_at: now,
  };
}

function sessionRow(id, now) {
  return {
    id: sessionOf(id),
    user_id: id,
    refresh_hash: '',
    created_at: now,
    expires_at: new Date(now.getTime() + 86_400_000),
    ended_at: null,
  };
}

function sessionOf(id) {
  return `session-${id}`;
}
