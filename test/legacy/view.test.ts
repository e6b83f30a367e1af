import { randomBytes } from 'node:crypto';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import sharp from 'sharp';
import { api, password, register } from '../support/api.js';
import { LegacyClient } from '../support/legacy-client.js';
import { databaseBeside, type PictureDatabase, pictureDatabase } from '../support/picture-database.js';
import { startServer, type TestServer } from '../support/server.js';

/** As pymysql gives rows to the original: without names. */
async function look(connection: Connection, name: string): Promise<unknown[][]> {
  const sql = `SELECT * FROM user_information where user_name = '${name}'`;
  const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true });
  return rows;
}

const onMariadb = globalThis.chatDatabase === 'mariadb';

describe('the pictures that old clients look up', () => {
  let server: TestServer;
  /** As the documentation has it made: it may read the view, and nothing else. */
  let client: Connection | undefined;
  let pictures: PictureDatabase;
  beforeAll(async () => {
    server = await startServer();
    if (!onMariadb) return;
    pictures = await pictureDatabase(server.databaseUrl);
    const { name: database, ...reader } = pictures;
    client = await createConnection({ ...reader, database });
  });
  afterAll(async () => {
    await client?.end();
    await server.stop();
  });

  it('are no reason not to start, where no client can look', () => {
    expect(server.log()).toContain('Migrated the database: 0004-legacy-view');
  });
  if (!onMariadb) return;

  it('have a row for somebody from the web: his name, no password, his picture', async () => {
    const { user, accessToken: token } = await register(server);
    const avatar = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c02040' } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(avatar)], { type: 'image/png' }), 'me.png');
    expect((await api(server, 'PUT', '/me/avatar', { token, body: form })).status).toBe(200);
    const [row, ...others] = await look(client as Connection, user.username);
    expect(others).toEqual([]);
    expect(row?.slice(0, 2)).toEqual([user.username, '']);
    const { dominant } = await sharp(row?.[2] as Buffer).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g * 3);
  });

  it('have a row for somebody who registered with an old client, in any script', async () => {
    const old = await LegacyClient.connect(server.legacyPorts[0]);
    const name = `小明${randomBytes(3).toString('hex')}`;
    expect(await old.register(name, password, 'C:\\头像\\1.png')).toBe('0');
    old.close();
    const [row] = await look(client as Connection, name);
    expect(row?.slice(0, 2)).toEqual([name, '']);
    expect(await sharp(row?.[2] as Buffer).metadata()).toMatchObject({ format: 'png' });
  });

  it('have one under the name that old clients know somebody by', async () => {
    const { user } = await register(server, `𠮷${randomBytes(3).toString('hex')}`);
    const name = `${user.username.replace('𠮷', '□')}:${user.id}`;
    expect((await look(client as Connection, name))[0]?.slice(0, 2)).toEqual([name, '']);
  });

  it('have one for an account that has lost its picture', async () => {
    const { user } = await register(server);
    const root = await createConnection(server.databaseUrl);
    await root.query('DELETE FROM avatars WHERE user_id = ?', [user.id]);
    await root.end();
    const [row] = await look(client as Connection, user.username);
    expect(await sharp(row?.[2] as Buffer).metadata()).toMatchObject({ format: 'png', width: 64 });
  });

  it('can be read by an index', async () => {
    const { user } = await register(server);
    const root = await createConnection(server.databaseUrl);
    const [plan] = await root.query<RowDataPacket[]>(
      `EXPLAIN SELECT * FROM user_information where user_name = '${user.username}'`,
    );
    await root.end();
    expect(plan[0]).toMatchObject({ table: 'users', key: 'users_legacy_name' });
  });

  it.each([
    'SELECT password_hash FROM users',
    'SELECT * FROM messages',
    `UPDATE user_information SET user_name = 'x'`,
    'DELETE FROM user_information',
    `INSERT INTO user_information (user_name) VALUES ('x')`,
    'DROP VIEW user_information',
    'CREATE TABLE mine (id INT)',
    'SHOW CREATE VIEW user_information',
    'SELECT user, host FROM mysql.user',
    `SELECT * FROM user_information INTO OUTFILE '/tmp/stolen'`,
    'CALL anything()',
  ])('let their reader do nothing else: %s', async (sql) => {
    await expect((client as Connection).query(sql)).rejects.toThrow(/denied/);
  });

  it('are all that their reader sees of the database', async () => {
    const [tables] = await (client as Connection).query(
      'SELECT table_name AS seen FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    expect(tables).toEqual([{ seen: 'user_information' }]);
    const [grants] = await (client as Connection).query<RowDataPacket[]>('SHOW GRANTS');
    const rights = grants.map((grant) => String(Object.values(grant)[0]).replace(/ TO .*/, ''));
    expect(rights.sort()).toEqual([
      `GRANT SELECT ON \`${new URL(server.databaseUrl).pathname.slice(1)}\`.\`user_information\``,
      'GRANT USAGE ON *.*',
    ]);
  });

  it('can be read under the name that the original gave its database', async () => {
    const { user } = await register(server);
    const { host, port, user: reader, password: secret } = pictures;
    const database = await databaseBeside(server.databaseUrl, pictures);
    const old = await createConnection({ host, port, user: reader, password: secret, database });
    expect((await look(old, user.username))[0]?.slice(0, 2)).toEqual([user.username, '']);
    await old.end();
    const root = await createConnection(server.databaseUrl);
    await root.query(`DROP DATABASE ${database}`);
    await root.end();
  });

  it("leave the original's own table alone, under another name", async () => {
    const url = `${process.env.CHAT_TEST_MARIADB}/old_${randomBytes(4).toString('hex')}`;
    const root = await createConnection(process.env.CHAT_TEST_MARIADB ?? '');
    const database = new URL(url).pathname.slice(1);
    await root.query(`CREATE DATABASE ${database}`);
    await root.query(`USE ${database}`);
    await root.query('CREATE TABLE user_information (user_name VARCHAR(20), password VARCHAR(20), data LONGBLOB)');
    await root.query(`INSERT INTO user_information VALUES ('cc', '123', NULL)`);
    const second = await startServer({ databaseUrl: url });
    await api<Session>(second, 'POST', '/auth/register', { json: { username: 'newcomer', password } });
    const [before] = await root.query<RowDataPacket[]>('SELECT user_name, password FROM user_information_before');
    const [now] = await root.query<RowDataPacket[]>('SELECT user_name, password FROM user_information');
    expect([...before]).toEqual([{ user_name: 'cc', password: '123' }]);
    expect([...now]).toEqual([{ user_name: 'newcomer', password: '' }]);
    await second.stop();
    await root.query(`DROP DATABASE ${database}`);
    await root.end();
  });
});
