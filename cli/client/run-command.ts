import type { Command } from 'commander';
import { makeVisible } from '../../grading/text/visible-text.ts';
import { colorsFor, type Colors } from '../render/terminal-style.ts';
import { CliError, EXIT, type ExitCode } from './cli-error.ts';
import { ProblemError } from './problem-error.ts';
import { EXIT_CODES_HELP, INTERRUPTED, type Terminal } from './terminal.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly server?: string;
}

/** What a command's action works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly json: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly colors: Colors;
  /** The answer for people, on stdout; silent with --json. */
  print(text: string): void;
  /** The answer for programs: the one JSON document on stdout; silent without --json. */
  emit(document: unknown): void;
  /** Talk, on stderr; it is not part of the answer. */
  say(text: string): void;
}

/** The options and habits that all learner's commands share. */
export function addCommonOptions(
  command: Command,
  terminal: Terminal,
  { server = true }: { readonly server?: boolean } = {},
): Command {
  if (server) {
    command.option(
      '--server <url>',
      'the Assay server (also ASSAY_SERVER; default: where you logged in)',
    );
  }
  return command
    .option('--json', 'print one JSON document and nothing else')
    .addHelpText('after', EXIT_CODES_HELP)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
}

/** Runs an action to its exit code: failures become a sentence (or a JSON document), not a trace. */
export async function runCommand(
  terminal: Terminal,
  options: CommonOptions,
  action: (context: CommandContext) => Promise<ExitCode>,
): Promise<void> {
  const controller = new AbortController();
  const stopListening = terminal.onInterrupt(() => controller.abort());
  const context = createContext(terminal, options.json ?? false, controller.signal);
  try {
    terminal.setExitCode(await action(context));
  } catch (error) {
    if (controller.signal.aborted) {
      context.say('Interrupted.');
      terminal.setExitCode(INTERRUPTED);
      return;
    }
    terminal.setExitCode(reportFailure(context, error));
  } finally {
    stopListening();
  }
}

function createContext(terminal: Terminal, json: boolean, signal: AbortSignal): CommandContext {
  return {
    terminal,
    json,
    signal,
    colors: colorsFor(terminal.stdout, terminal.env),
    print: (text) => {
      if (!json) terminal.stdout.write(`${text}\n`);
    },
    emit: (document) => {
      if (json) terminal.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
    say: (text) => {
      terminal.stderr.write(`${text}\n`);
    },
  };
}

function reportFailure(context: CommandContext, error: unknown): ExitCode {
  const { terminal } = context;
  const colors = colorsFor(terminal.stderr, terminal.env);
  const known = error instanceof CliError ? error : unexpected(error, terminal);
  context.emit({
    error: {
      message: known.message,
      remedy: known.remedy,
      exitCode: known.exitCode,
      problem: known instanceof ProblemError ? known.problem : null,
    },
  });
  context.say(`${colors.red('assay:')} ${makeVisible(known.message)}`);
  if (known.remedy !== null) context.say(`  ${makeVisible(known.remedy)}`);
  return known.exitCode;
}

/** A fault of ours: the trace helps whoever mends it, and nobody else. */
function unexpected(error: unknown, terminal: Terminal): CliError {
  const message = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error ? (error.stack ?? message) : message;
  if (terminal.env['ASSAY_DEBUG']) terminal.stderr.write(`${trace}\n`);
  return new CliError(`unexpected: ${message}`, EXIT.server, 'ASSAY_DEBUG=1 shows where.');
}
