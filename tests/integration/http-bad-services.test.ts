import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HttpStep } from '../../grading/kinds/http/types.ts';
import { BAD_SERVICES } from '../support/bad-services.ts';
import { feedback, gradeService, verdicts } from '../support/grade-service.ts';
import { asking, conversations, exchange, expecting } from '../support/http-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';

/** Services in real cells, and every way of being a bad one: its verdict and its message. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const ANSWERS: readonly HttpStep[] = [
  exchange(asking('GET', '/x'), expecting(404, { secret: 'expected' })),
];
const CASES_OF_BAD = BAD_SERVICES.flatMap((bad) =>
  (['python', 'javascript'] as const).flatMap((language) => {
    const source = bad[language];
    return source === undefined ? [] : [{ ...bad, language, source }];
  }),
);

test.each(CASES_OF_BAD)('$name ($language)', async (bad) => {
  const cases = conversations([ANSWERS, ANSWERS]);
  const { language, source, limits = {}, timeoutMs = 3000 } = bad;
  const spec = { readiness: { path: '/', timeoutMs } };
  const result = await gradeService(sandbox, cases, { language, source, limits, spec });
  expect(`${verdicts(result)}: ${result.cases[1]?.message ?? ''}`).toMatch(
    new RegExp(`^${bad.expected}: ${bad.message.source.replace(/^\^/, '')}`),
  );
  expect(JSON.stringify(result.cases[1])).not.toMatch(/expected"|secret|guess/);
  expect(result.cases[1]?.sampleFeedback).toBeNull();
  expect(sandbox.troubles).toEqual([]);
});

test('after two starts that failed the rest is skipped, and the learner reads why', async () => {
  const source = 'console.error("no database"); process.exit(1);';
  const cases = conversations([ANSWERS, ANSWERS, ANSWERS]);
  const result = await gradeService(sandbox, cases, { language: 'javascript', source });
  expect(verdicts(result)).toBe('RTE RTE SK');
  expect(feedback(result).stderr).toBe('no database\n');
  expect(feedback(result).exchanges[0]?.problem).toMatch(/ended \(exit code 1\)/);
});
