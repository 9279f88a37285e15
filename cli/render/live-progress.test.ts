import { expect, test } from '@jest/globals';
import type { QueuePositionEvent, SequencedEvent } from '../../grading/event/submission-event.ts';
import { LiveProgress } from './live-progress.ts';

const caseEvent = (seq: number, verdict: 'AC' | 'WA'): SequencedEvent => ({
  ...{ type: 'case', seq, index: seq - 3, totalCases: 2, name: 'x', sample: false },
  ...{ verdict, cpuTimeMs: 1 },
});
const EVENTS: readonly SequencedEvent[] = [
  { type: 'queued', seq: 1 },
  { type: 'started', attempt: 1, seq: 2 },
  { type: 'running', totalCases: 2, seq: 3 },
  caseEvent(4, 'AC'),
  caseEvent(5, 'WA'),
  { type: 'finished', verdict: 'WA', score: 1, maxScore: 2, seq: 6 },
];
const shown = (
  sink: { isTTY?: boolean; columns?: number },
  events: readonly (SequencedEvent | QueuePositionEvent)[] = EVENTS,
): string => {
  let text = '';
  const progress = new LiveProgress({ ...sink, write: (part) => (text += part) }, {});
  for (const event of events) progress.show(event);
  progress.end();
  return text;
};

test('a log gets a line a stage, and no escape sequence', () => {
  expect(shown({})).toBe('waiting for a sandbox\npreparing the sandbox\nrunning 2 cases\n');
});

test('a terminal gets one line, rewritten, and clean at the end', () => {
  const frames = shown({ isTTY: true }).split('\r\u{1b}[2K');
  expect(frames).toContain('case 2 of 2  ✓✗');
  expect(frames.at(-1)).toBe('');
  expect(frames.join('')).not.toContain('\n');
});

test('the place in the queue is for a terminal alone', () => {
  const events = [{ type: 'position', position: 3, waitingFor: null } as const];
  expect(shown({}, events)).toBe('');
  expect(shown({ isTTY: true }, events)).toContain('waiting for a sandbox, 3 before it…');
  const unserved = { type: 'position', position: 3, waitingFor: 'postgresql' } as const;
  expect(shown({ isTTY: true }, [unserved])).toContain(
    'waiting for a worker that runs PostgreSQL…',
  );
});

test('the line never wraps, and a terminal of unknown width counts as 80', () => {
  const narrow = shown({ isTTY: true, columns: 10 }).split('\r\u{1b}[2K');
  expect(Math.max(...narrow.map((frame) => frame.length))).toBe(9);
  expect(shown({ isTTY: true, columns: 0 })).toContain('case 2 of 2  ✓✗');
});

test('what a server gives as a reason is made harmless; unknown stages are passed over', () => {
  const retrying = { type: 'retrying', attempt: 1, reason: '\u{1b}[2J', seq: 1 } as const;
  const unknown = { type: 'warming', seq: 2 } as unknown as SequencedEvent;
  expect(shown({}, [retrying, unknown])).toBe('trying again (␛[2J)\n');
});
