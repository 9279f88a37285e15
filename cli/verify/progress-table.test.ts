import { expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import { ProgressTable } from './progress-table.ts';
import type { Candidate, ExerciseFolder } from '../../grading/verify/verification.ts';

const folderOf = (id: string): ExerciseFolder =>
  ({ directory: id, exercise: { id } }) as unknown as ExerciseFolder;
const candidateOf = (folder: ExerciseFolder, name: string): Candidate => ({
  ...{ folder, name, path: name, role: 'solution', language: 'python', files: [] },
  expectedVerdict: 'AC',
});
const failed = (candidate: Candidate) => ({
  ...{ candidate, results: [], failure: { message: 'gone', place: null } },
});

function tableOf(ids: readonly string[], columns: number) {
  let written = '';
  const candidates = ids
    .map(folderOf)
    .flatMap((one) => [candidateOf(one, 'a'), candidateOf(one, 'b')]);
  const sink = { write: (text: string) => (written += text), columns };
  const table = new ProgressTable(sink, picocolors.createColors(false), candidates);
  return { table, candidates, written: () => written };
}

test('a row for each exercise: state, solutions done, cells at work, their cases', () => {
  const { table, candidates } = tableOf(['sum', 'product'], 80);
  const [first, second] = candidates as [Candidate, Candidate];
  table.started(first);
  table.started(second);
  table.reached(first, 3, 10);
  expect(table.lines()).toEqual([
    '  exercise  solutions  cells  cases',
    '▸ sum             0/2      2  3/10',
    '· product         0/2',
    '0 of 4 runs, 0 of 2 exercises',
  ]);
  table.finished(failed(first));
  expect(table.lines()[1]).toBe('✗ sum             1/2      1');
});

test('many exercises scroll with what runs, and no line is wider than the terminal', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `exercise-${index}-${'x'.repeat(60)}`);
  const { table, candidates } = tableOf(ids, 50);
  for (const candidate of candidates.slice(0, 20)) table.finished(failed(candidate));
  const lines = table.lines();
  expect(lines).toHaveLength(18);
  expect(lines[1]).toContain('exercise-8-');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(50);
});

test('what was drawn is taken away before a line that stays', () => {
  const { table, candidates, written } = tableOf(['sum'], 80);
  table.started(candidates[0]!);
  table.log('FAIL sum a');
  table.clear();
  // Up over the three lines and away, the line that stays, the table anew; and away again.
  const away = '\u{1b}[3A\r\u{1b}[0J';
  const [, second, last] = written().split(away);
  expect(second).toMatch(/^FAIL sum a\n {2}exercise/);
  expect(last).toBe('');
});
