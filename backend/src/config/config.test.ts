import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

describe('the settings', () => {
  it('have defaults, and count an empty value as not set', () => {
    const config = readConfig({ PORT: '', CHAT_SECRET: '', CHAT_DATA_DIR: '/srv/chat' });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      secret: undefined,
      database: { dialect: 'sqlite', path: '/srv/chat/chat.sqlite' },
      allowedOrigins: ['*'],
      registration: true,
      legacy: { listeners: [{ host: '127.0.0.1', port: 5000, long: 4 }], room: 'lobby', loginMs: 30_000 },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['mysql://chat:p%40ss@db:3307/chat', { dialect: 'mysql', url: 'mysql://chat:p%40ss@db:3307/chat' }],
    ['mariadb://chat@db/chat', { dialect: 'mysql', url: 'mysql://chat@db/chat' }],
    ['sqlite:/srv/chat.sqlite', { dialect: 'sqlite', path: '/srv/chat.sqlite' }],
  ])('read %s as a database', (value, database) => {
    expect(readConfig({ CHAT_DATABASE_URL: value }).database).toEqual(database);
  });

  it.each([
    ['unix:/run/clamd.ctl', { path: '/run/clamd.ctl' }],
    ['unix:///run/clamd.ctl', { path: '/run/clamd.ctl' }],
    ['tcp:clamav.internal:3310', { host: 'clamav.internal', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
  ])('read %s as where a scanner listens', (value, address) => {
    expect(readConfig({ CHAT_SCAN_CLAMAV: value }).scanClamav).toEqual(address);
  });

  it('read a list of origins, an address without its last slash, and what is on or off', () => {
    const config = readConfig({
      CHAT_ALLOWED_ORIGINS: 'https://a.example, https://b.example,',
      CHAT_PUBLIC_URL: 'https://chat.example.com/',
      CHAT_REGISTRATION: 'off',
      CHAT_LEGACY_LISTEN: 'off',
    });
    expect(config.allowedOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(config.publicUrl).toBe('https://chat.example.com');
    expect(config.registration).toBe(false);
    expect(config.legacy.listeners).toEqual([]);
  });

  it('read several listeners, and take an address that others can reach for one behind a network', () => {
    const value = '127.0.0.1:5000, [::1]:5001?long=8, 0.0.0.0:5002?long=8&emoji=raw, 192.0.2.7:5003?path=loopback';
    expect(readConfig({ CHAT_LEGACY_LISTEN: value }).legacy.listeners).toEqual([
      { host: '127.0.0.1', port: 5000, long: 4, emoji: 'shortcode', path: 'loopback' },
      { host: '::1', port: 5001, long: 8, emoji: 'shortcode', path: 'loopback' },
      { host: '0.0.0.0', port: 5002, long: 8, emoji: 'raw', path: 'network' },
      { host: '192.0.2.7', port: 5003, long: 4, emoji: 'shortcode', path: 'loopback' },
    ]);
  });

  const bad: [string, string, string][] = [
    ['PORT', 'http', 'must be a whole number from 0 to 65535, but is "http"'],
    ['PORT', '65536', 'must be a whole number from 0 to 65535, but is "65536"'],
    ['PORT', '80.5', 'must be a whole number from 0 to 65535, but is "80.5"'],
    ['CHAT_PUBLIC_URL', 'ftp://x', 'must be an http or https address'],
    ['CHAT_DATABASE_URL', 'postgres://x/y', 'must be like mysql://user:password@host:3306/name or sqlite:path'],
    ['CHAT_DATABASE_URL', 'mysql://host', 'must be like mysql://user:password@host:3306/name or sqlite:path'],
    ['CHAT_DATABASE_URL', 'mysql://%zz@host/name', 'must be like mysql://user:password@host:3306/name or sqlite:path'],
    ['CHAT_REDIS_URL', 'localhost:6379', 'must begin with redis:// or rediss://'],
    ['CHAT_SECRET', 'hunter2', 'must have at least 32 characters'],
    ['CHAT_TRUST_PROXY', '-1', 'must be a whole number from 0 to 10, but is "-1"'],
    ['CHAT_REGISTRATION', 'yes', 'must be "on" or "off", but is "yes"'],
    ['CHAT_MAX_MESSAGE_CHARS', '0', 'must be a whole number from 1 to 100000, but is "0"'],
    ['CHAT_SCAN_CLAMAV', '/run/clamd', 'must be unix:/path or tcp:host:port, but is "/run/clamd"'],
    ['CHAT_SCAN_CLAMAV', 'tcp:host:70000', 'must be unix:/path or tcp:host:port'],
    ['CHAT_LEGACY_LISTEN', '5000', 'must be "off" or host:port'],
    ['CHAT_LEGACY_LISTEN', '127.0.0.1:5000?long=6', 'must be "off" or host:port'],
    ['CHAT_LEGACY_LISTEN', '127.0.0.1:70000', 'must be "off" or host:port'],
    ['CHAT_LEGACY_MAX_FILE_BYTES', '2147483648', 'must be a whole number from 0 to 2147483647'],
    ['CHAT_LEGACY_ROOM', 'Lobby', 'must be a room\'s slug: 1 to 64 of a-z 0-9 - _ . :, but is "Lobby"'],
    ['CHAT_LOG', 'xml', 'must be "text" or "json", but is "xml"'],
    ['CHAT_LOG_LEVEL', 'loud', 'must be error, warn, log, debug or verbose, but is "loud"'],
  ];

  it.each(bad)('refuse %s=%s', (name, value, reason) => {
    const refusal = messageOf({ [name]: value });
    expect(refusal).toContain(`The setting ${name} ${reason}`);
    expect(refusal).toMatch(/^[^\n]+\.$/);
  });

  it('never repeat a secret or an address with a password', () => {
    expect(messageOf({ CHAT_SECRET: 'hunter2' })).not.toContain('hunter2');
    expect(messageOf({ CHAT_DATABASE_URL: 'mysql://chat:hunter2@host' })).not.toContain('hunter2');
  });

  it('demand a secret that all servers share where there are several', () => {
    expect(messageOf({ CHAT_REDIS_URL: 'redis://localhost' })).toMatch(/^The setting CHAT_SECRET must be there/);
  });

  function messageOf(environment: Record<string, string>): string {
    try {
      readConfig(environment);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
    }
    throw new Error('It was accepted.');
  }
});
