import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Strict and type-checked for every TypeScript file; each exception below says why. */
export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      '.assay*',
      'platform/database/generated/',
      'exercises/',
      'tests/golden/*/',
      'sandbox-images/',
      // Solutions in the making: `assay new` and its test run them in their sandboxes.
      'cli/new/templates/',
      // Submissions that are wrong on purpose.
      'tests/golden/submissions/',
      'tests/golden/exercises/',
      'tests/security/searchers/',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `x => sideEffect(x)` reads well and loses nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // env['NAME'] is how index signatures are meant to be read.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An empty variable or option counts as absent.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Interfaces may be implemented by functions that have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Polling loops with a condition that a signal handler changes look constant to the compiler.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Marked so that it stands out: http is for a provider on this very machine.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Jest's matchers take methods unbound, and tests build wrong data on purpose.
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // What a person runs speaks on the terminal.
    files: ['tests/{bench,load}/**/*.ts', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
);
