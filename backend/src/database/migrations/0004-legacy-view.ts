import { QueryTypes } from 'sequelize';
import type { Migration, MigrationContext } from '../migration.js';

/** A figure on grey, 64 pixels a side: for an account that should have no picture after all. */
const somebody = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAABlBMVEWKlKb///9WdG9qAAAAbklEQVR42sXOsQ2AIBQEUIgFpSMwiqPJaI7CCJYUxDPf+3xjsNDC+Btew9059' +
    '/fFopiqAuDrgXTFACwHApC/gVX07TbsnGrjX137bsnWPgIrgwFGz8Cm5Vrf4AWJkznaEASZeUzsEQXlFpOgPsIOj0SYUEHd5bYAAAAASUVORK5CYII=',
  'base64',
).toString('hex');

/**
 * What old clients look up by themselves at every message they show (LEGACY quirk 9): the table of the original, as a view
 * without passwords. It reads as its definer does, so that its readers need no right to anything else.
 */
export const legacyView: Migration = {
  name: '0004-legacy-view',
  async up(context) {
    if (context.dialect === 'sqlite') return;
    await keepOldTable(context);
    await context.addIndex('users', ['username']);
    await defineUserInformation(context, 'username');
  },
};

/** People are looked up by a column of `users`. */
export async function defineUserInformation({ sequelize }: MigrationContext, name: 'username' | 'legacy_name') {
  await sequelize.query(
    `CREATE OR REPLACE SQL SECURITY DEFINER VIEW user_information AS
     SELECT users.${name} AS user_name, CAST('' AS CHAR(20)) AS password, COALESCE(avatars.image, X'${somebody}') AS data
     FROM users LEFT JOIN avatars ON avatars.user_id = users.id`,
  );
}

/** On the original's own database the name is taken, by accounts that may still have to be imported. */
async function keepOldTable({ sequelize }: MigrationContext): Promise<void> {
  const found = await sequelize.query(
    `SELECT 1 FROM information_schema.tables
     WHERE table_schema = DATABASE() AND table_name = 'user_information' AND table_type = 'BASE TABLE'`,
    { type: QueryTypes.SELECT },
  );
  if (found.length > 0) await sequelize.query('RENAME TABLE user_information TO user_information_before');
}
