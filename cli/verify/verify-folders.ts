import { compareProblems } from '../../grading/manifest/problem.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { CommandContext } from '../client/run-command.ts';
import { sanitizeForTerminal } from '../render/sanitize-for-terminal.ts';
import { StatusLine } from '../render/status-line.ts';
import { colorsFor, type Colors } from '../render/terminal-style.ts';
import { plural } from '../render/units.ts';
import { checkExercise, isRight, type VerifiedExercise } from './check-exercise.ts';
import { loadFolders } from './load-folders.ts';
import {
  renderOutcome,
  renderProblem,
  renderSummary,
  renderVerdictLine,
} from './render-verification.ts';
import { runCandidates } from './run-candidates.ts';
import { candidatesOf, type Candidate, type ExerciseFolder, type Outcome } from './verification.ts';
import { verifyReport, type VerifyReport } from './verify-report.ts';

/** Between two lines of preparation in a log. */
const LOG_INTERVAL_MS = 5_000;

export interface VerifyRequest {
  readonly concurrency: number;
  readonly repeat: number;
  readonly filter: string | null;
}

/** Loads, runs and judges; prints as it goes. What is wrong with an exercise is in the report. */
export async function verifyFolders(
  context: CommandContext,
  paths: readonly string[],
  request: VerifyRequest,
): Promise<VerifyReport> {
  const startedAt = performance.now();
  const { folders, problems: loadProblems } = await loadFolders(paths, context.terminal.cwd);
  const all = folders.flatMap(candidatesOf);
  const candidates = all.filter((candidate) => matches(candidate, request.filter));
  if (candidates.length === 0 && loadProblems.length === 0) throw nothingToRun(request);
  const outcomes = candidates.length === 0 ? [] : await run(context, candidates, request);
  const exercises = folders
    .map((folder) => checked(folder, outcomes))
    .filter((exercise) => exercise.outcomes.length > 0 || request.filter === null);
  const problems = [...loadProblems, ...exercises.flatMap((exercise) => exercise.problems)];
  problems.sort(compareProblems);
  const report = verifyReport(exercises, problems, performance.now() - startedAt);
  print(context, exercises, report);
  return report;
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
  const colors = colorsFor(terminal.stderr, terminal.env);
  const line = new StatusLine(terminal.stderr, terminal.env);
  let done = 0;
  // A folder that does not load needs no engine, and not the code that talks to one.
  const { openGrader } = await import('./open-grader.ts');
  const grader = await openGrader(terminal, request.concurrency, signal, preparationLog(line));
  try {
    return await runCandidates(candidates, {
      ...request,
      signal,
      grade: (one) => grader.grade(one),
      onEvent: (candidate, event) => {
        if (event.type !== 'case') return;
        const where = `${candidate.folder.exercise.id} ${candidate.name}`;
        line.update(
          `${done} of ${plural(candidates.length, 'run')}  ${where}  case ${event.index} of ${event.totalCases}`,
        );
      },
      onOutcome: (outcome) => {
        done += 1;
        showOutcome(line, outcome, colors);
      },
    });
  } finally {
    line.clear();
    await grader.close();
  }
}

/** Engine and images tell of every step; a log gets one now and then. */
function preparationLog(line: StatusLine): (message: string) => void {
  let nextAt = 0;
  return (message) => {
    const [first = ''] = sanitizeForTerminal(message).split('\n');
    if (line.live) line.update(first);
    else if (performance.now() >= nextAt) {
      line.log(first);
      nextAt = performance.now() + LOG_INTERVAL_MS;
    }
  };
}

/** On a terminal what went well is only counted; in a log every run is a line. */
function showOutcome(line: StatusLine, outcome: Outcome, colors: Colors): void {
  if (!line.live || !isRight(outcome)) line.log(renderOutcome(outcome, colors));
}

function print(
  context: CommandContext,
  exercises: readonly VerifiedExercise[],
  { problems, wallMs }: VerifyReport,
): void {
  const { colors } = context;
  if (exercises.length > 0) context.print(`${renderSummary(exercises, colors)}\n`);
  for (const problem of problems) context.print(renderProblem(problem, colors));
  if (problems.length > 0) context.print('');
  context.print(renderVerdictLine(exercises.length, problems.length, wallMs, colors));
}

const nothingToRun = ({ filter }: VerifyRequest): CliError =>
  filter === null
    ? new CliError('There is no exercise to verify.', EXIT.usage, 'Name an exercise folder.')
    : new CliError(`No solution has "${filter}" in its name.`, EXIT.usage);
