import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { GradingContext } from './grader.ts';

const CHECK_CPU_TIME_MS = 5_000;
const CHECK_WALL_TIME_MS = 20_000;
const MESSAGE_CAP_BYTES = 16 * 1024;

/** True where this end of a program may mean that its source is malformed. */
export function mayBeMalformed({ runtime }: GradingContext, facts: RunFacts): boolean {
  return (
    runtime.syntaxCheck !== null &&
    facts.stoppedBy === null &&
    facts.exit.kind === 'exited' &&
    facts.exit.code === runtime.syntaxCheck.suspectExitCode
  );
}

/**
 * Asks the language whether the submission's source files are well-formed, without running them.
 * Returns what it complains of, with `/app/` taken out of the file names, or null.
 *
 * A check that itself runs into a limit complains of nothing: the run's own verdict then stands.
 */
export async function findSyntaxError({
  cell,
  runtime,
  source,
}: GradingContext): Promise<string | null> {
  if (runtime.syntaxCheck === null) return null;
  const command = runtime.syntaxCheck.command(source.files.map(({ path }) => path));
  const facts = await cell.run({
    ...command,
    role: 'compile',
    stdin: '',
    cpuTimeMs: CHECK_CPU_TIME_MS,
    wallTimeMs: CHECK_WALL_TIME_MS,
    stdoutBytes: MESSAGE_CAP_BYTES,
    stderrBytes: MESSAGE_CAP_BYTES,
    diskBytes: 1024 * 1024,
  });
  if (facts.stoppedBy !== null || facts.memoryKills > 0) return null;
  if (facts.exit.kind !== 'exited' || facts.exit.code === 0) return null;
  const said = Buffer.concat([facts.stdout.bytes, facts.stderr.bytes]).toString('utf8');
  return said.replaceAll('/app/', '').trim();
}
