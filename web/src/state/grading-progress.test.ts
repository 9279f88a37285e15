import { expect, test } from '@jest/globals';
import type { SequencedEvent } from '../../../grading/event/submission-event.ts';
import { advance, NO_PROGRESS } from './grading-progress.ts';

const after = (...events: Parameters<typeof advance>[1][]) => events.reduce(advance, NO_PROGRESS);
const caseEvent = (seq: number, index: number, verdict: 'AC' | 'WA' = 'AC'): SequencedEvent => ({
  ...{ type: 'case', seq, index, totalCases: 3, name: `case-${index}`, sample: false },
  ...{ verdict, cpuTimeMs: 1 },
});

test('the cases fill up, each once', () => {
  const events: SequencedEvent[] = [
    { type: 'queued', seq: 1 },
    { type: 'started', attempt: 1, seq: 2 },
    { type: 'running', totalCases: 3, seq: 3 },
    caseEvent(4, 1),
    caseEvent(5, 2, 'WA'),
  ];
  const seen = after(...events, ...events);
  expect(seen).toMatchObject({ stage: 'case', totalCases: 3, lastSeq: 5 });
  expect(seen.marks.map(({ verdict }) => verdict)).toEqual(['AC', 'WA']);
});

test('a new attempt begins with the first case', () => {
  const again = after(caseEvent(1, 1), { type: 'started', attempt: 2, seq: 2 });
  expect(again).toMatchObject({ attempt: 2, marks: [], totalCases: null });
});

test('the place in the queue is for those who wait', () => {
  const position = { type: 'position', position: 4, waitingFor: null } as const;
  expect(after(position).position).toBe(4);
  expect(after(position, { type: 'started', attempt: 1, seq: 1 }, position).position).toBeNull();
});

test('an unknown stage changes nothing but the number to resume after', () => {
  const unknown = { type: 'warming', seq: 7 } as unknown as SequencedEvent;
  expect(after(unknown)).toEqual({ ...NO_PROGRESS, lastSeq: 7 });
});
