import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { renderContract } from './render-contract.ts';

type Contract = ExerciseResource['contract'];
const render = (contract: Contract, version: string | null = null): string | null =>
  renderContract({ contract, runtimes: [{ language: 'sql', version }] }, pc.createColors(false));

test('a program needs no more than its statement', () => {
  expect(render({ kind: 'program' })).toBeNull();
});

test('a function shows its signature and types', () => {
  const text = render({
    ...{ kind: 'function', signature: 'Stack()\n  pop(): int', types: ['Point(x: int)'] },
    comparison: 'Equal.',
  });
  expect(text).toBe('Signature\n  Stack()\n    pop(): int\n  Point(x: int)\n  Equal.');
});

test('a service shows where it listens and how it starts', () => {
  const text = render({
    ...{ kind: 'http', port: 8080, readinessPath: '/up', readinessTimeoutMs: 3000, reuse: true },
    start: [
      { language: 'python', command: ['flask', 'run'] },
      { language: 'java', command: null },
    ],
  });
  expect(text).toBe(
    `Service
  Listens on port 8080 of 127.0.0.1 (also in PORT).
  Ready once GET /up is answered, within 3 s.
  python: flask run`,
  );
});

test('SQL shows its engine, by version where a worker told it', () => {
  const contract: Contract = { kind: 'sql', engine: 'mysql', task: 'plan', schema: '' };
  expect(render(contract)).toBe('Database\n  mysql, task: plan');
  expect(render(contract, 'MariaDB 10.11')).toBe('Database\n  MariaDB 10.11, task: plan');
});
