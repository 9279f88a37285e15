import { expect, test } from '@jest/globals';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { NOTHING_FOLLOWED, type FollowedSubmission } from '../state/follow-submission.ts';
import { announcement, progressNote, progressText, titleState } from './progress-text.ts';

const queued = { state: 'queued', result: null, queuePosition: 2 } as SubmissionResource;
const at = (
  progress: Partial<FollowedSubmission['progress']>,
  rest: Partial<FollowedSubmission> = {},
): FollowedSubmission => ({
  ...{ ...NOTHING_FOLLOWED, submission: queued, ...rest },
  progress: { ...NOTHING_FOLLOWED.progress, ...progress },
});
const mark = { name: 'x', verdict: 'AC' } as const;

test('the place in the queue is the newest that is known', () => {
  expect(progressText(at({}))).toBe('Queued, 2 before yours …');
  expect(progressText(at({ position: 0 }))).toBe('Queued, next in line …');
  expect(progressText(NOTHING_FOLLOWED)).toBe('Waiting …');
});

test('what no worker runs is said, until one comes', () => {
  const submission = { ...queued, waitingFor: 'csharp' };
  expect(progressText(at({}, { submission }))).toBe('Waiting for a worker that runs C# …');
  expect(progressText(at({ position: 2, waitingFor: null }, { submission }))).toBe(
    'Queued, 2 before yours …',
  );
});

test('cases are counted in words and in the title, and not announced one by one', () => {
  const running = at({ stage: 'case', totalCases: 3, marks: [mark, mark] });
  expect(progressText(running)).toBe('Case 2 of 3 …');
  expect(titleState(running)).toBe('2/3');
  expect(announcement(running, false)).toBe(announcement(at({ stage: 'running' }), false));
});

test('what went wrong on our side is told calmly, and nothing is asked of the learner', () => {
  expect(progressNote(at({}))).toBeNull();
  expect(progressNote(at({ attempt: 2 }))).toContain('You need not do anything');
  expect(progressNote(at({}, { connection: 'lost' }))).toContain('Your submission is safe');
});

test('the title has the verdict at the end', () => {
  const graded = { ...queued, state: 'graded', verdict: 'WA' } as SubmissionResource;
  expect(titleState(at({}, { submission: graded }))).toBe('WA');
  expect(titleState(at({}, { submission: { ...graded, state: 'failed', verdict: null } }))).toBe(
    'IE',
  );
  expect(titleState(NOTHING_FOLLOWED)).toBeNull();
});
