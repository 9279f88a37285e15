import { readFile } from 'node:fs/promises';

/** How many tests there were, over any number of runs. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The fields of `jest --json` that count. */
interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not even be loaded: they hold tests that failed. */
  readonly numRuntimeErrorTestSuites: number;
}

/** A run that left no result has failed, whatever else it did. */
const NO_RESULT: TestCounts = { passed: 0, failed: 1, skipped: 0 };

export const readJestResult = async (path: string): Promise<TestCounts> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return NO_RESULT;
  const result = JSON.parse(text) as JestResult;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
};

export const addCounts = (all: readonly TestCounts[]): TestCounts =>
  all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** `12 passed, 0 failed`, and `, 1 skipped` where there are any. */
export const summaryLine = ({ passed, failed, skipped }: TestCounts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
