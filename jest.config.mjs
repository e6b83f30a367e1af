// Four kinds of tests in one run. Unit tests sit beside the code; everything below test/ talks to a real server process.
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

export const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  moduleNameMapper: {
    '^@chat-room/protocol$': '<rootDir>/protocol/src/index.ts',
    '^@chat-room/protocol/(.*)$': '<rootDir>/protocol/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

/** What a project needs before it starts; unit tests need nothing. */
const preparedBy = (name) => ({
  globalSetup: `<rootDir>/test/support/setup/${name}.mjs`,
  globalTeardown: '<rootDir>/test/support/setup/teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/setup/once-more.mjs'],
});

/**
 * The same suites on each database: `test/support/server.ts` reads `chatDatabase` when it starts a server. What has sense on one of
 * them alone has its name in the file's.
 */
const onDatabase = (database, other) => ({
  ...base,
  ...preparedBy(database),
  displayName: database,
  globals: { chatDatabase: database },
  testMatch: ['<rootDir>/test/{api,legacy,main-job}/**/*.test.ts'],
  testPathIgnorePatterns: [`\\.${other}\\.test\\.ts$`],
});

export default {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{protocol,backend,widget}/src/**/*.test.ts', '<rootDir>/test/unit/**/*.test.ts'],
    },
    onDatabase('sqlite', 'mariadb'),
    onDatabase('mariadb', 'sqlite'),
    {
      ...base,
      ...preparedBy('whole'),
      displayName: 'whole',
      globals: { chatDatabase: 'sqlite' },
      testMatch: ['<rootDir>/test/{browser,client,crash,cluster,start,docs,hosts}/**/*.test.ts'],
    },
  ],
  testTimeout: 120_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
};
