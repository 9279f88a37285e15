import { Command, CommanderError } from 'commander';
import { register as admin } from '../../cli/commands/admin.ts';
import { register as get } from '../../cli/commands/get.ts';
import { register as list } from '../../cli/commands/list.ts';
import { register as login } from '../../cli/commands/login.ts';
import { register as logout } from '../../cli/commands/logout.ts';
import { register as newExercise } from '../../cli/commands/new.ts';
import { register as progress } from '../../cli/commands/progress.ts';
import { register as result } from '../../cli/commands/result.ts';
import { register as scores } from '../../cli/commands/scores.ts';
import { register as show } from '../../cli/commands/show.ts';
import { register as submit } from '../../cli/commands/submit.ts';
import { register as tryCommand } from '../../cli/commands/try.ts';
import { register as verify } from '../../cli/commands/verify.ts';
import { register as whoami } from '../../cli/commands/whoami.ts';
import { captureTerminal, type CapturedTerminal } from './capture-terminal.ts';

const COMMANDS = [
  ...[login, logout, whoami, list, show, get, tryCommand, submit, result, progress],
  ...[newExercise, verify, admin, scores],
];

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface StartedCli {
  readonly terminal: CapturedTerminal;
  readonly finished: Promise<CliRun>;
}

/** `assay ARGS...` within this process: the same commands, their output as text. */
export function startCli(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  stdin = '',
): StartedCli {
  const terminal = captureTerminal(cwd, env, stdin);
  const program = new Command('assay').exitOverride();
  for (const register of COMMANDS) register(program, terminal);
  for (const command of program.commands) command.exitOverride();
  const finish = async (): Promise<CliRun> => {
    let usage: number | null = null;
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      // As cli/main.ts does.
      usage = error.exitCode === 0 ? 0 : 2;
    }
    return {
      exitCode: usage ?? terminal.exitCode() ?? 0,
      out: terminal.out(),
      err: terminal.err(),
    };
  };
  return { terminal, finished: finish() };
}

export const runCli = (...parameters: Parameters<typeof startCli>): Promise<CliRun> =>
  startCli(...parameters).finished;
