// `npm run soak`: a crowd over two nodes while things break. It takes minutes and a machine of its own, so `npm test` goes without it.
import { resolve } from 'node:path';
import { base } from '../../jest.config.mjs';

export default {
  ...base,
  rootDir: resolve(import.meta.dirname, '../..'),
  displayName: 'soak',
  globals: { chatDatabase: 'mariadb' },
  globalSetup: '<rootDir>/test/support/setup/whole.mjs',
  globalTeardown: '<rootDir>/test/support/setup/teardown.mjs',
  testMatch: ['<rootDir>/test/soak/*.soak.ts'],
  maxWorkers: 1,
};
