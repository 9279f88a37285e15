import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../client/cli-error.ts';
import {
  addCommonOptions,
  runCommand,
  type CommandContext,
  type CommonOptions,
} from '../client/run-command.ts';
import { processTerminal, type Terminal } from '../client/terminal.ts';
import { githubAnnotation, writeJobSummary } from '../verify/report/github.ts';
import {
  parseReportTarget,
  REPORT_FORMATS,
  writeReports,
  type ReportTarget,
} from '../verify/report/write-reports.ts';
import { verifyFolders, type Verification } from '../verify/verify-folders.ts';
import { verifyReport } from '../verify/verify-report.ts';

interface VerifyOptions extends CommonOptions {
  readonly concurrency: number;
  readonly repeat: number;
  readonly filter?: string;
  readonly changedSince?: string;
  readonly report: readonly ReportTarget[];
  readonly annotations: 'auto' | 'github' | 'none';
}

const MAX_CONCURRENCY = 64;
const MAX_REPEAT = 100;

const EXAMPLES = `
Examples:
  assay verify                                      the exercise you are in, or all
  assay verify exercises/phase-1/calculator         one exercise
  assay verify --filter accepted --repeat 10        the reference solutions, ten times each
  assay verify --changed-since origin/main          what this branch has touched
  assay verify --report junit=verify.xml --report ctrf=verify.json`;

export function register(program: Command, terminal: Terminal = processTerminal()): void {
  const command = program
    .command('verify')
    .description('check exercise folders, and run all their solutions in real sandboxes')
    .argument('[paths...]', 'exercise folders, a phase, or a folder with roadmap.yaml')
    .option('--filter <text>', 'only solutions and exercises whose name has this text')
    .option('--changed-since <rev>', 'only exercises touched since this revision of git')
    .option('--repeat <n>', 'run each solution so often', wholeNumber(MAX_REPEAT), 1)
    .option(
      '--concurrency <n>',
      'solutions at the same time',
      wholeNumber(MAX_CONCURRENCY),
      availableParallelism(),
    )
    .option(
      '--report <format=file>',
      `write a report, ${REPORT_FORMATS.join(', ')}; may be given more than once`,
      collectReports,
      [],
    )
    .addOption(
      new Option('--annotations <where>', "mark problems in a CI's view of the files")
        .choices(['auto', 'github', 'none'])
        .default('auto'),
    )
    .addHelpText('after', EXAMPLES);
  addCommonOptions(command, terminal, { server: false }).action(
    (paths: string[], options: VerifyOptions) =>
      runCommand(terminal, options, (context) => verify(context, paths, options)),
  );
}

async function verify(
  context: CommandContext,
  paths: readonly string[],
  { concurrency, repeat, filter, changedSince, report, annotations }: VerifyOptions,
): Promise<ExitCode> {
  const { cwd, env } = context.terminal;
  const verification = await verifyFolders(context, paths, {
    concurrency,
    repeat,
    filter: filter ?? null,
    changedSince: changedSince ?? null,
  });
  await writeReports(report, verification, cwd);
  const onGithub = env['GITHUB_ACTIONS'] === 'true';
  if (annotations === 'github' || (annotations === 'auto' && onGithub)) {
    await annotate(context, verification);
  }
  const result = verifyReport(verification);
  context.emit(result);
  return result.ok ? EXIT.ok : EXIT.notAccepted;
}

/** On stderr, which GitHub's runner reads as well: stdout may be a document. */
async function annotate(context: CommandContext, verification: Verification): Promise<void> {
  const { cwd, env } = context.terminal;
  const workspace = env['GITHUB_WORKSPACE'] || cwd;
  for (const problem of verification.problems) {
    context.say(githubAnnotation(problem, { cwd, workspace }));
  }
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') await writeJobSummary(summary, verification);
}

function collectReports(text: string, before: readonly ReportTarget[]): ReportTarget[] {
  const target = parseReportTarget(text);
  if (target !== null) return [...before, target];
  throw new InvalidArgumentError(
    `Write FORMAT=FILE, with one of ${REPORT_FORMATS.join(', ')}: --report junit=verify.xml`,
  );
}

const wholeNumber =
  (largest: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${largest}.`);
  };
