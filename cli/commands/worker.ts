import { InvalidArgumentError, type Command } from 'commander';
import pc from 'picocolors';
import { expandRuntimes, RUNTIME_NAMES } from '../../grading/job/runtime-name.ts';
import { loadConfig } from '../../platform/config/config.ts';
import { imageOf } from '../../worker/place-of.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import { WORKER_ENGINE_CHECKS } from '../doctor/engine-checks.ts';
import { examine, readPatient, type NamedFinding } from '../doctor/examine.ts';
import { WORKER_STORE_CHECKS } from '../doctor/store-checks.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { buildImages } from '../setup/images.ts';
import { runSteps, type Step } from '../ui/run-steps.ts';

interface Options {
  readonly concurrency?: string;
  readonly languages?: string;
  readonly metricsPort?: string;
}

/** Options are settings by another way: what they say counts more. */
const SETTING_OF = {
  concurrency: 'ASSAY_CONCURRENCY',
  languages: 'ASSAY_WORKER_LANGUAGES',
  metricsPort: 'ASSAY_METRICS_PORT',
} as const;

export const register = (program: Command): void => {
  program
    .command('worker')
    .description('start a worker alone, for an API that runs elsewhere, in the foreground')
    .option(
      '--concurrency <n>',
      'submissions at one time (default: by the engine’s cores and memory)',
    )
    .option(
      '--languages <list>',
      `what it runs, of ${RUNTIME_NAMES.join(', ')}; sql: every database (default: all)`,
      (text) => {
        if (expandRuntimes(text.split(',').map((name) => name.trim())) !== null) return text;
        throw new InvalidArgumentError('List languages and databases, with commas between.');
      },
    )
    .option('--metrics-port <n>', 'serve metrics for Prometheus there')
    .addHelpText(
      'after',
      `
It joins by DATABASE_URL and REDIS_URL alone (the API's; without REDIS_URL the queue is in
PostgreSQL), and needs an engine of its own: DOCKER_HOST, or the local socket. Nothing is shared
through files. SIGTERM or Ctrl-C: it ends or hands back what runs, within 10 s.

Example:
  $ DATABASE_URL=postgresql://assay:...@db/assay REDIS_URL=redis://queue assay worker --languages java`,
    )
    .action(startWorker);
};

const startWorker = async (options: Options): Promise<void> => {
  for (const [option, setting] of Object.entries(SETTING_OF)) {
    const text = options[option as keyof Options];
    if (text !== undefined) process.env[setting] = text;
  }
  if (!process.env['DATABASE_URL']) {
    throw new CliError(
      'DATABASE_URL is not set: a worker has to know whose submissions it grades.',
      EXIT.usage,
      'Set it to the URL that the API has (and REDIS_URL, if the API has one). For everything on one machine: assay up.',
    );
  }
  const { workerRuntimes } = loadConfig();
  await runSteps([
    ...(await preflight()),
    ...(workerRuntimes ?? RUNTIME_NAMES).map((runtime): Step => {
      const image = imageOf(runtime);
      return { title: `Image ${image}`, run: (report) => buildImages([image], report) };
    }),
  ]);
  // From here on it is the worker's log that speaks, and the worker that listens to signals.
  await import('../../worker/main.ts');
};

/** A step for each thing that it cannot start without. */
const preflight = async (): Promise<Step[]> => {
  const patient = await readPatient(process.env, dataDirectory());
  return [...WORKER_STORE_CHECKS, ...WORKER_ENGINE_CHECKS].map((check) => ({
    title: check.name.replace(/^./, (letter) => letter.toUpperCase()),
    run: async () => {
      const [finding] = await examine(patient, [check]);
      return finding === undefined ? null : textOf(finding);
    },
  }));
};

const textOf = ({ status, found, remedy }: NamedFinding): string => {
  if (status === 'fail') throw new CliError(found, EXIT.server, remedy);
  return status === 'warn' ? `${found} ${pc.yellow(`(${remedy ?? ''})`)}` : found;
};
