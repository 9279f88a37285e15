import { expect, test } from '@jest/globals';
import type { Roadmap } from '../catalogue/roadmap.ts';
import { phaseProgress } from './phase-progress.ts';

const phase = (id: string, passShare: number) => ({
  id,
  title: id,
  passShare,
  topics: [],
  projects: [],
});
const roadmap: Roadmap = { phases: [phase('phase-1', 0.7), phase('phase-2', 0)] };
const exercise = (id: string, points: number) => ({ id, title: id, phase: 'phase-1', points });
const exercises = [exercise('a', 20), exercise('b', 10), exercise('c', 10)];

test('sums best scores by phase', () => {
  const [first] = phaseProgress(
    roadmap,
    exercises,
    new Map([
      ['a', 20],
      ['b', 6.5],
    ]),
  );
  expect(first).toMatchObject({ score: 26.5, maxScore: 40, passShare: 0.7, passed: false });
  expect(first?.exercises).toEqual([
    { id: 'a', title: 'a', score: 20, maxScore: 20, state: 'passed' },
    { id: 'b', title: 'b', score: 6.5, maxScore: 10, state: 'tried' },
    { id: 'c', title: 'c', score: 0, maxScore: 10, state: 'untouched' },
  ]);
});

test('passes a phase at its share exactly, floating point or not', () => {
  const scores = (c: number) =>
    new Map([
      ['a', 20],
      ['b', 6.1],
      ['c', c],
    ]);
  expect(phaseProgress(roadmap, exercises, scores(1.9))[0]?.passed).toBe(true);
  expect(phaseProgress(roadmap, exercises, scores(1.89))[0]?.passed).toBe(false);
});

test('a phase without exercises is never passed', () => {
  expect(phaseProgress(roadmap, exercises, new Map())[1]).toMatchObject({
    maxScore: 0,
    passed: false,
  });
});

test('a score of an older version counts for what the exercise has now', () => {
  const [first] = phaseProgress(roadmap, exercises, new Map([['b', 50]]));
  expect(first?.exercises[1]).toMatchObject({ score: 10, state: 'passed' });
});

test('a tried exercise without points is tried', () => {
  const [first] = phaseProgress(roadmap, exercises, new Map([['b', 0]]));
  expect(first?.exercises[1]).toMatchObject({ score: 0, state: 'tried' });
});
