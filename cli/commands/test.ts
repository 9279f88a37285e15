import type { Command } from 'commander';
import { EXIT } from '../client/cli-error.ts';
import { runTestSuite } from '../setup/test-suite.ts';

export const register = (program: Command): void => {
  program
    .command('test')
    .description('run the whole test suite, installing what it needs')
    .argument('[args...]', 'for Jest: paths and options; then only these tests run, without checks')
    .allowUnknownOption()
    .action(async (args: string[]) => {
      process.exitCode = (await runTestSuite(args)) ? EXIT.ok : EXIT.notAccepted;
    });
};
