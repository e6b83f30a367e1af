import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settings } from '../../backend/src/config/settings.js';
import { startServer, type TestServer } from '../support/server.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('what operators read', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it.each(['docs/operating.md', 'Dockerfile', 'compose.yaml'])('%s names no setting that does not exist', (path) => {
    const names = new Set(read(path).match(/\bCHAT_[A-Z_]+/g));
    // Of compose.yaml alone: the password goes into an address.
    names.delete('CHAT_DATABASE_PASSWORD');
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) expect(settings.shape).toHaveProperty(name);
  });

  it('finds every figure of the docs at /metrics', async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const names = new Set(read('docs/operating.md').match(/\b(chat|nodejs)_[a-z0-9_]+/g));
    expect(names.size).toBeGreaterThan(5);
    for (const name of names) expect(metrics).toContain(`# TYPE ${name} `);
  });
});
