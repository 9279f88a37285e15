import { expect, test } from '@jest/globals';
import type { GradebookResource } from '../resource/resources.ts';
import { arrangeGradebook, BY_NAME, readOrder, writeOrder } from './arrange-gradebook.ts';

const mark = (score: number | null) => ({ score, submissions: 1, reachedAt: null, late: false });

const learner = (displayName: string, ...scores: readonly (number | null)[]) => ({
  ...{ id: displayName, username: displayName.toLowerCase(), displayName, total: -1 },
  marks: scores.map(mark),
});

const GRADEBOOK: GradebookResource = {
  exercises: [
    { id: 'total', title: 'Named like a column', phase: 'one', maxScore: 10, dueAt: null },
    { id: 'sort', title: 'Sort', phase: 'two', maxScore: 10, dueAt: null },
  ],
  learners: [
    learner('Zoë 10', 3, 7),
    learner('ada', null, 9),
    learner('Zoë 9', 3, null),
    learner('Émile', 0, 7),
  ],
};

const names = (q: string, phase: string, order: string): string[] =>
  arrangeGradebook(GRADEBOOK, { q, phase, order: readOrder(order) }).learners.map(
    ({ displayName }) => displayName,
  );

test('learners stand by name as people sort names: accents, case, numbers', () => {
  expect(names('', '', 'name')).toEqual(['ada', 'Émile', 'Zoë 9', 'Zoë 10']);
  expect(names('', '', '-name')).toEqual(['Zoë 10', 'Zoë 9', 'Émile', 'ada']);
});

test('an exercise sorts by score, ungraded below zero points, equals by name', () => {
  expect(names('', '', '-sort')).toEqual(['ada', 'Émile', 'Zoë 10', 'Zoë 9']);
  expect(names('', '', 'sort')).toEqual(['Zoë 9', 'Émile', 'Zoë 10', 'ada']);
});

test('the total is that of the columns that are left', () => {
  expect(names('', '', '-total')).toEqual(['Zoë 10', 'ada', 'Émile', 'Zoë 9']);
  expect(names('', 'one', '-total')).toEqual(['Zoë 9', 'Zoë 10', 'ada', 'Émile']);
  const { exercises, learners } = arrangeGradebook(GRADEBOOK, {
    ...{ q: 'ÉM', phase: 'two', order: BY_NAME },
  });
  expect(exercises.map(({ id }) => id)).toEqual(['sort']);
  expect(learners).toEqual([{ ...learner('Émile', 7), total: 7 }]);
});

test('an order is read as it was written; what is no column sorts by name', () => {
  for (const text of ['name', '-total', 'sort']) expect(writeOrder(readOrder(text))).toBe(text);
  expect(readOrder('-')).toEqual(BY_NAME);
  expect(names('', '', 'gone')).toEqual(names('', '', 'name'));
});
