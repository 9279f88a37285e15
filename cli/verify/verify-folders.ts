import { resolve } from 'node:path';
import { compareProblems, type Problem } from '../../grading/manifest/problem.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { CommandContext } from '../client/run-command.ts';
import type { Terminal } from '../client/terminal.ts';
import { makeVisible } from '../../grading/text/visible-text.ts';
import { colorsFor } from '../render/terminal-style.ts';
import { changedSince, exerciseFolderOf } from './changed-since.ts';
import {
  checkExercise,
  isRight,
  type VerifiedExercise,
} from '../../grading/verify/check-exercise.ts';
import { loadFolders, type LoadedFolders } from './load-folders.ts';
import { ProgressTable } from './progress-table.ts';
import {
  renderOutcome,
  renderProblem,
  renderSummary,
  renderVerdictLine,
} from './render-verification.ts';
import { runCandidates, type RunOptions } from '../../worker/verify/run-candidates.ts';
import {
  candidatesOf,
  type Candidate,
  type ExerciseFolder,
  type Outcome,
} from '../../grading/verify/verification.ts';

/** Between two lines of preparation in a log. */
const LOG_INTERVAL_MS = 5_000;

export interface VerifyRequest {
  readonly concurrency: number;
  readonly repeat: number;
  readonly filter: string | null;
  /** A revision of git: only the exercises touched since then. */
  readonly changedSince: string | null;
}

/** What was run, and what was found. */
export interface Verification {
  readonly exercises: readonly VerifiedExercise[];
  /** Of folders that did not load. */
  readonly loadProblems: readonly Problem[];
  /** All of them, in the order of files and lines. */
  readonly problems: readonly Problem[];
  readonly startedAt: Date;
  readonly wallMs: number;
}

/** Loads, runs and judges; prints as it goes. What is wrong with an exercise is in the result. */
export async function verifyFolders(
  context: CommandContext,
  paths: readonly string[],
  request: VerifyRequest,
): Promise<Verification> {
  const startedAt = new Date();
  const start = performance.now();
  const { folders, problems: loadProblems } = await load(context.terminal.cwd, paths, request);
  const all = folders.flatMap(candidatesOf);
  const candidates = all.filter((candidate) => matches(candidate, request.filter));
  if (candidates.length === 0 && loadProblems.length === 0 && request.changedSince === null) {
    throw nothingToRun(request);
  }
  const outcomes = candidates.length === 0 ? [] : await run(context, candidates, request);
  const exercises = folders
    .map((folder) => checked(folder, outcomes))
    .filter((exercise) => exercise.outcomes.length > 0 || request.filter === null);
  const problems = [...loadProblems, ...exercises.flatMap((exercise) => exercise.problems)];
  problems.sort(compareProblems);
  const wallMs = performance.now() - start;
  const verification = { exercises, loadProblems, problems, startedAt, wallMs };
  print(context, verification, request);
  return verification;
}

/** With `changedSince` the folders that were not touched are left out, mistakes and all. */
async function load(
  cwd: string,
  paths: readonly string[],
  { changedSince: revision }: VerifyRequest,
): Promise<LoadedFolders> {
  // First, since it is quick to say that there is no such revision.
  const isChanged = revision === null ? null : await changedSince(revision, cwd);
  const loaded = await loadFolders(paths, cwd);
  if (isChanged === null) return loaded;
  return {
    folders: loaded.folders.filter(({ directory }) => isChanged(resolve(cwd, directory))),
    problems: loaded.problems.filter(({ file }) => {
      const folder = exerciseFolderOf(resolve(cwd, file));
      return folder === null || isChanged(folder);
    }),
  };
}

function checked(folder: ExerciseFolder, outcomes: readonly Outcome[]): VerifiedExercise {
  const own = outcomes.filter(({ candidate }) => candidate.folder === folder);
  return checkExercise(folder, own, { partial: own.length < candidatesOf(folder).length });
}

const matches = ({ path, folder }: Candidate, filter: string | null): boolean =>
  filter === null || path.includes(filter) || folder.exercise.id.includes(filter);

async function run(
  context: CommandContext,
  candidates: readonly Candidate[],
  request: VerifyRequest,
): Promise<Outcome[]> {
  const { terminal, signal } = context;
  const progress = watchRuns(terminal, candidates);
  // A folder that does not load needs no engine, and not the code that talks to one.
  const { openGrader } = await import('./open-grader.ts');
  const grader = await openGrader(terminal, request.concurrency, signal, progress.onPreparation);
  try {
    return await runCandidates(candidates, {
      ...request,
      signal,
      grade: (one) => grader.grade(one),
      ...progress,
    });
  } finally {
    progress.clear();
    await grader.close();
  }
}

interface RunWatcher extends Pick<RunOptions, 'onStart' | 'onEvent' | 'onOutcome'> {
  readonly onPreparation: (message: string) => void;
  readonly clear: () => void;
}

/** On a terminal a table that tells what went wrong in lines above; in a log a line for each run. */
function watchRuns({ stderr, env }: Terminal, candidates: readonly Candidate[]): RunWatcher {
  const colors = colorsFor(stderr, env);
  if (stderr.isTTY !== true || env['TERM'] === 'dumb') {
    const log = (text: string): void => void stderr.write(`${text}\n`);
    return {
      onStart: () => undefined,
      onEvent: () => undefined,
      onOutcome: (outcome) => log(renderOutcome(outcome, colors)),
      onPreparation: nowAndThen(log),
      clear: () => undefined,
    };
  }
  const table = new ProgressTable(stderr, colors, candidates);
  return {
    onStart: (candidate) => table.started(candidate),
    onEvent: (candidate, event) => {
      if (event.type === 'case') table.reached(candidate, event.index, event.totalCases);
    },
    onOutcome: (outcome) => {
      table.finished(outcome);
      if (!isRight(outcome)) table.log(renderOutcome(outcome, colors));
    },
    onPreparation: (message) => table.note(firstLine(message)),
    clear: () => table.clear(),
  };
}

/** Engine and images tell of every step; a log gets one now and then. */
function nowAndThen(log: (text: string) => void): (message: string) => void {
  let nextAt = 0;
  return (message) => {
    if (performance.now() < nextAt) return;
    log(firstLine(message));
    nextAt = performance.now() + LOG_INTERVAL_MS;
  };
}

const firstLine = (message: string): string => makeVisible(message).split('\n', 1)[0] ?? '';

function print(
  context: CommandContext,
  { exercises, problems, wallMs }: Verification,
  { changedSince: revision }: VerifyRequest,
): void {
  const { colors } = context;
  if (revision !== null && exercises.length === 0 && problems.length === 0) {
    context.print(`No exercise has changed since ${revision}.`);
    return;
  }
  if (exercises.length > 0) context.print(`${renderSummary(exercises, colors)}\n`);
  for (const problem of problems) context.print(renderProblem(problem, colors));
  if (problems.length > 0) context.print('');
  context.print(renderVerdictLine(exercises.length, problems.length, wallMs, colors));
}

const nothingToRun = ({ filter }: VerifyRequest): CliError =>
  filter === null
    ? new CliError('There is no exercise to verify.', EXIT.usage, 'Name an exercise folder.')
    : new CliError(`No solution has "${filter}" in its name.`, EXIT.usage);
