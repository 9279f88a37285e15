import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Exercise } from '../../grading/catalogue/exercise.ts';
import { scanExercises } from '../../grading/catalogue/scan-exercises.ts';
import type { Language } from '../../grading/manifest/schema.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { gradeSource } from '../../worker/grade.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { SOCKET_HOGS } from './hostile-sockets.ts';
import { HOSTILE } from './hostile-submissions.ts';

/** Right, and needs most of what its limits allow: memory that was not given back is missed. */
const HONEST = `
import os, sys
a, b = map(int, sys.stdin.read().split())
held = bytearray(40 << 20)
left = [name for root in ('/work', '/tmp', '/dev/shm') for name in os.listdir(root)]
with open('/work/own', 'wb') as file:
    file.write(bytes(3 << 20))
os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)
print(left or a + b)
`;

/** Each gets what it deserves, never an internal error, and who comes next is right as ever. */
describe.each(['recycled', 'fresh'] as const)('hostile submissions in %s cells', (isolation) => {
  let sandbox: TestSandbox;
  let exercise: Exercise;

  beforeAll(async () => {
    const catalogue = await scanExercises(join(repoRoot, 'tests/golden/exercises'));
    exercise = catalogue.exercises[0]!;
    // One lease at a time: in recycled mode the next submission is in the attacked cell.
    sandbox = await openSandbox({ isolation, concurrency: 1 });
  }, SANDBOX_START_MS);
  afterAll(async () => {
    const { started } = sandbox.stats();
    // A busy engine may remove them late, which is nobody's attack.
    const troubles = [...sandbox.troubles];
    await sandbox.close();
    expect(troubles).toEqual([]);
    // A cell for each language, and none that an attack made unfit.
    if (isolation === 'recycled') expect(started).toBe(2);
  });

  const grade = (language: Language, source: string): Promise<GradingResult> => {
    const path = language === 'python' ? 'main.py' : 'main.js';
    return gradeSource({
      exercise,
      source: { language, files: [{ path, content: source }] },
      sandbox,
    });
  };

  test.each([...HOSTILE, ...SOCKET_HOGS])(
    '$name',
    async ({ language, source, verdicts }) => {
      const result = await grade(language, source);
      const seen = JSON.stringify(result.cases.map(({ sampleFeedback }) => sampleFeedback));
      expect(seen).not.toContain('BROKE');
      expect(verdicts).toContain(result.verdict);
      const secret = JSON.stringify(result.cases.filter(({ sample }) => !sample));
      expect(secret).not.toMatch(/3000000000|1000000000000000/);

      const next = await grade('python', HONEST);
      expect(next.cases.map(({ verdict, message }) => ({ verdict, message }))).toEqual(
        next.cases.map(({ message }) => ({ verdict: 'AC', message })),
      );
      expect(next.verdict).toBe('AC');
    },
    30_000,
  );
});
