/** Jest runs ECMAScript modules natively; swc only strips the types. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.assay'],
};

/**
 * What runs nobody's program: the API, the store, the pages, the command line. It needs no engine,
 * and runs before what starts sandboxes.
 */
const SERVICE = [
  '**/tests/integration/{api,platform,store,web}-*.test.ts',
  '**/tests/integration/cli-{admin,doctor,network}.test.ts',
  '**/tests/integration/{metrics,operations-files,production-layout,rejudge,changed-since,ci-files,upload-attacks}.test.ts',
  '**/tests/security/{http-*,openid-connect,learner-bytes}.test.ts',
  '**/tests/e2e/web-{account,admin,frame,history,openid-connect,desk-*}.test.ts',
];

export default {
  // No test is about time: this only ends what hangs, on the busiest machine.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/tests/support/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/jest-global-teardown.mjs',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{api,cli,grading,platform,web,worker}/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'service',
      testMatch: SERVICE,
    },
    {
      ...common,
      displayName: 'sandbox',
      testMatch: [
        '**/tests/{integration,e2e,security,chaos,load,golden}/**/*.test.ts',
        ...SERVICE.map((pattern) => `!${pattern}`),
      ],
    },
  ],
};
