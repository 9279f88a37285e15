import { expect, test } from '@jest/globals';
import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { nextExercise, stopsOf } from './stops.ts';

const TOPIC = { phase: 'one', exerciseCount: 1 };
const PHASE: PhaseResource = {
  ...{ id: 'one', title: 'One', points: 0, passShare: 0.7, exerciseCount: 0 },
  topics: [
    { ...TOPIC, id: 'first', title: 'First' },
    { ...TOPIC, id: 'second', title: 'Second' },
    { ...TOPIC, id: 'third', title: 'Third' },
  ],
  projects: [{ id: 'shop', title: 'Shop', exerciseCount: 1 }],
};

const exercise = (
  id: string,
  changes: Partial<ExerciseSummaryResource>,
): ExerciseSummaryResource => ({
  ...{ id, title: id, summary: '', phase: 'one', kind: 'program', topics: [], project: null },
  ...{ difficulty: 'medium', points: 10, languages: ['python'], bestScore: null },
  ...changes,
});

test('a stop is as far as its exercises are', () => {
  const stops = stopsOf(PHASE, [
    exercise('a', { topics: ['first'], bestScore: 10 }),
    exercise('b', { topics: ['first', 'second'], bestScore: null }),
    exercise('c', { project: 'shop', bestScore: 10 }),
    exercise('d', { phase: 'two', topics: ['third'] }),
  ]);
  expect(stops.map(({ id, state, score, maxScore }) => [id, state, score, maxScore])).toEqual([
    ['first', 'tried', 10, 20],
    ['second', 'untouched', 0, 10],
    ['third', 'empty', 0, 0],
    ['shop', 'passed', 10, 10],
  ]);
});

test('next: by topic, the easy first, projects last', () => {
  const project = exercise('p', { topics: ['first'], project: 'shop', difficulty: 'easy' });
  const medium = exercise('m', { topics: ['second'] });
  const easy = exercise('e', { topics: ['second'], difficulty: 'easy', bestScore: 3 });
  const all = [project, medium, easy];
  expect(nextExercise([PHASE], all)?.id).toBe('e');
  expect(nextExercise([PHASE], [project, medium])?.id).toBe('m');
  expect(nextExercise([PHASE], [project])?.id).toBe('p');
  expect(nextExercise([PHASE], [exercise('x', { bestScore: 10 })])).toBeUndefined();
});
