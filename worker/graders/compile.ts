import type { RunFacts } from '../../grading/verdict/facts.ts';
import { UnjudgeableRunError } from '../../grading/verdict/unjudgeable-run-error.ts';
import type { LanguageRuntime } from '../languages/language.ts';
import type { GradingContext } from './grader.ts';

/**
 * The compiler's own limits: a learner's source may be made to keep it busy, and its time is not the
 * learner's program's. Its memory is the cell's, which is the exercise's.
 */
const COMPILE_CPU_TIME_MS = 15_000;
const COMPILE_WALL_TIME_MS = 30_000;
const COMPILE_DISK_BYTES = 32 * 1024 * 1024;
const MESSAGE_CAP_BYTES = 16 * 1024;
const MESSAGE_CAP_LINES = 120;

export interface CompileOutcome {
  /** What the compiler complains of, for the learner; null where there is a program now. */
  readonly compileError: string | null;
  readonly compileMs: number;
}

/**
 * Compiles a submission in its cell, before any case: as another user than the program, which finds
 * the result in a read-only /app. Nothing is done for interpreted languages.
 *
 * @throws where the compiler could not be started: the platform's failure.
 */
export async function compile(
  {
    cell,
    runtime,
    source,
    onEvent,
  }: Pick<GradingContext, 'cell' | 'source' | 'onEvent'> & {
    readonly runtime: Pick<LanguageRuntime, 'compile'>;
  },
  extraPaths: readonly string[] = [],
): Promise<CompileOutcome> {
  if (runtime.compile === null) return { compileError: null, compileMs: 0 };
  onEvent({ type: 'compiling' });
  const startedAt = performance.now();
  const paths = [...extraPaths, ...source.files.map(({ path }) => path)];
  const facts = await cell.run({
    ...runtime.compile.command(paths),
    role: 'compile',
    stdin: '',
    cpuTimeMs: COMPILE_CPU_TIME_MS,
    wallTimeMs: COMPILE_WALL_TIME_MS,
    stdoutBytes: MESSAGE_CAP_BYTES,
    stderrBytes: MESSAGE_CAP_BYTES,
    diskBytes: COMPILE_DISK_BYTES,
  });
  return { compileError: complaintOf(facts), compileMs: performance.now() - startedAt };
}

/** The compiler's facts to what the learner reads; null where it compiled. */
export function complaintOf(facts: RunFacts): string | null {
  const { exit, stoppedBy } = facts;
  if (exit.kind === 'not-started') {
    throw new UnjudgeableRunError(`The compiler could not be started: ${exit.error}.`);
  }
  if (facts.memoryKills > 0) {
    return 'The compiler needed more memory than the exercise allows.';
  }
  if (stoppedBy === 'cpu-time' || stoppedBy === 'wall-time') {
    return `The compiler was stopped after ${COMPILE_CPU_TIME_MS / 1000} s: the source keeps it too busy.`;
  }
  if (stoppedBy === 'cancelled') throw new UnjudgeableRunError('The compiler was cancelled.');
  if (exit.kind === 'exited' && exit.code === 0 && stoppedBy === null) return null;
  const said = Buffer.concat([facts.stdout.bytes, facts.stderr.bytes]).toString('utf8');
  return capLines(said.replaceAll('/app/', '').trim()) || 'The compiler failed without a message.';
}

function capLines(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= MESSAGE_CAP_LINES) return text;
  const rest = lines.length - MESSAGE_CAP_LINES;
  return [...lines.slice(0, MESSAGE_CAP_LINES), `(${rest} more lines)`].join('\n');
}
