import type { SubmissionEvent } from '../../grading/event/submission-event.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import type { GradeRequest } from '../grade.ts';
import { SqlSetupError } from '../graders/sql/engine.ts';
import { needsRerun } from '../../grading/verify/check-headroom.ts';
import type { Candidate, Outcome, RunFailure } from '../../grading/verify/verification.ts';

/** Runs added, one at a time on a quiet machine, where the first was too slow. */
const RERUNS = 4;
/** Tries of a run that failed for the platform's reasons. */
const MAX_TRIES = 2;

export interface RunOptions {
  /** Grades once: `gradeSource` with its sandbox. */
  readonly grade: (request: Omit<GradeRequest, 'sandbox'>) => Promise<GradingResult>;
  /** Candidates that run at the same time. */
  readonly concurrency: number;
  /** Runs of each candidate. */
  readonly repeat: number;
  readonly signal: AbortSignal;
  readonly onStart: (candidate: Candidate) => void;
  readonly onEvent: (candidate: Candidate, event: SubmissionEvent) => void;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Runs all candidates, several at a time; outcomes stand in the candidates' order. */
export async function runCandidates(
  candidates: readonly Candidate[],
  options: RunOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = candidates.entries();
  const lane = async (): Promise<void> => {
    // The iterator is shared: each lane takes the next one.
    for (const [index, candidate] of waiting) {
      options.onStart(candidate);
      const outcome = await runRepeatedly(candidate, options, options.repeat);
      outcomes[index] = outcome;
      if (!needsRerun(outcome)) options.onOutcome(outcome);
    }
  };
  const lanes = Math.max(1, Math.min(options.concurrency, candidates.length));
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const [index, outcome] of outcomes.entries()) {
    if (!needsRerun(outcome)) continue;
    outcomes[index] = await rerun(outcome, options);
    options.onOutcome(outcomes[index]);
  }
  return outcomes;
}

/** One candidate with all its runs, those to be sure of its time included. */
export async function runCandidate(candidate: Candidate, options: RunOptions): Promise<Outcome> {
  const outcome = await runRepeatedly(candidate, options, options.repeat);
  return needsRerun(outcome) ? rerun(outcome, options) : outcome;
}

/** Neighbours slow a run down; alone it shows its own time, and the median leaves hiccups out. */
async function rerun(outcome: Outcome, options: RunOptions): Promise<Outcome> {
  const again = await runRepeatedly(outcome.candidate, options, RERUNS);
  return { ...again, results: [...outcome.results, ...again.results] };
}

async function runRepeatedly(
  candidate: Candidate,
  options: RunOptions,
  repeat: number,
): Promise<Outcome> {
  const results: GradingResult[] = [];
  for (let run = 0; run < repeat; run += 1) {
    const result = await runOnce(candidate, options);
    if ('message' in result) return { candidate, results, failure: result };
    results.push(result);
  }
  return { candidate, results, failure: null };
}

/** A result, or why the platform could not get one. Rejects when interrupted. */
async function runOnce(
  candidate: Candidate,
  options: RunOptions,
): Promise<GradingResult | RunFailure> {
  let message = '';
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    options.signal.throwIfAborted();
    try {
      return await options.grade({
        exercise: candidate.folder.exercise,
        source: { language: candidate.language, files: candidate.files },
        signal: options.signal,
        onEvent: (event) => {
          options.onEvent(candidate, event);
        },
      });
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof SqlSetupError) return setupFailure(error);
      message = error instanceof Error ? error.message : String(error);
    }
  }
  return { message, place: null };
}

/** Another try would end in the same way. */
const setupFailure = ({ file, line, reason }: SqlSetupError): RunFailure => ({
  message: `The engine refuses this file: ${reason.replace(/\s+/g, ' ')}`,
  place: { file, line: line ?? 1 },
});
