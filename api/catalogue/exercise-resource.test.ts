import { expect, test } from '@jest/globals';
import { completeLimits } from '../../grading/catalogue/content-hash.ts';
import type { Exercise, ProgramCase } from '../../grading/catalogue/exercise.ts';
import { toExerciseSummary, toPublicExercise } from './exercise-resource.ts';

const LIMITS = {
  ...{ cpuTimeMs: 1, wallTimeMs: 2, memoryBytes: 3, outputBytes: 4, processes: 5, diskBytes: 6 },
};

const aCase = (sample: boolean): ProgramCase => {
  const mark = sample ? 'SHOWN' : 'SECRET';
  return {
    ...{ name: `${mark}-name`, group: sample ? 'sample' : 'all', sample, args: [`${mark}-arg`] },
    ...{ stdin: `${mark}-stdin`, files: [{ path: `${mark}-path`, content: `${mark}-content` }] },
    ...{ expectedStdout: `${mark}-stdout`, expectedExitCode: 86, hint: 'SECRET-hint' },
    checker: { type: 'float', absolute: 0.123456, relative: 0 },
  };
};

const EXERCISE: Exercise = {
  ...{ id: 'one', phase: 'phase-1', title: 'One', summary: 'S', kind: 'program', topics: ['t'] },
  ...{ project: null, difficulty: 'hard', points: 7, languages: ['python'], statement: '# One' },
  ...{ isolation: 'fresh', limits: completeLimits({ python: LIMITS }), contentHash: 'abc' },
  starters: { python: [{ path: 'main.py', content: 'pass' }] },
  groups: [
    { id: 'sample', title: 'Samples', points: 0, scoring: 'all-or-nothing', hint: null },
    { id: 'all', title: 'All', points: 7, scoring: 'proportional', hint: 'SECRET-group-hint' },
  ],
  cases: [aCase(true), aCase(false)],
};

/** As a careless author or a later version of the folder's reader might hand it over. */
const withStrayMembers = {
  ...EXERCISE,
  solutions: [{ name: 'SECRET-solution' }],
  groups: EXERCISE.groups.map((group) => ({ ...group, answers: 'SECRET-answers' })),
  starters: { python: [{ path: 'main.py', content: 'pass', origin: 'SECRET-origin' }] },
} as unknown as Exercise;

test.each([
  ['an exercise', EXERCISE],
  ['one with members that nobody expects', withStrayMembers],
])('nothing hidden of %s leaves', (_name, exercise) => {
  const shown = toPublicExercise(exercise);
  const text = JSON.stringify([shown, toExerciseSummary(shown, null)]);
  expect(text).not.toContain('SECRET');
  expect(text).not.toContain('0.123456');
  expect(shown.samples).toEqual([
    {
      kind: 'program',
      name: 'SHOWN-name',
      args: ['SHOWN-arg'],
      stdin: 'SHOWN-stdin',
      files: [{ path: 'SHOWN-path', content: 'SHOWN-content' }],
      expectedStdout: 'SHOWN-stdout',
      expectedExitCode: 86,
    },
  ]);
  expect(shown.groups.map(({ caseCount }) => caseCount)).toEqual([1, 1]);
  expect(shown.limits).toEqual([{ language: 'python', limits: LIMITS }]);
});
