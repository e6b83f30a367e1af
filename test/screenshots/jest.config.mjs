// `npm run screenshots`: the widget in all its states, as pictures in build/screenshots, to be looked at.
import { resolve } from 'node:path';
import { base } from '../../jest.config.mjs';

export default {
  ...base,
  rootDir: resolve(import.meta.dirname, '../..'),
  displayName: 'screenshots',
  globals: { chatDatabase: 'sqlite' },
  globalSetup: '<rootDir>/test/support/setup/screenshots.mjs',
  globalTeardown: '<rootDir>/test/support/setup/teardown.mjs',
  testMatch: ['<rootDir>/test/screenshots/*.shots.ts'],
  testTimeout: 300_000,
  maxWorkers: 1,
};
