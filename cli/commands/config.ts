import type { Command } from 'commander';
import pc from 'picocolors';
import { describeConfig, loadConfig } from '../../platform/config/config.ts';

interface Options {
  readonly json: boolean;
}

export const register = (program: Command): void => {
  program
    .command('config')
    .description('every setting: its value, its meaning, its variable; secrets masked')
    .option('--json', 'print one JSON document and nothing else', false)
    .action((options: Options) => {
      const embedded = !process.env['DATABASE_URL'];
      // `up` sets it for what it starts; without it there is nothing to be wrong.
      const placeholder = { DATABASE_URL: 'postgresql://embedded/assay' };
      const settings = describeConfig(
        loadConfig(embedded ? { ...process.env, ...placeholder } : process.env),
      ).map((setting) =>
        embedded && setting.name === 'databaseUrl'
          ? { ...setting, value: '(embedded PostgreSQL, started by up)' }
          : setting,
      );
      if (options.json) {
        process.stdout.write(`${JSON.stringify(settings, null, 2)}\n`);
        return;
      }
      const width = Math.max(...settings.map(({ env }) => env.length));
      for (const { env, value, description } of settings) {
        const shown = value ?? pc.dim('(not set)');
        process.stdout.write(`${pc.bold(env.padEnd(width))}  ${shown}\n`);
        process.stdout.write(`${' '.repeat(width)}  ${pc.dim(description)}\n`);
      }
    });
};
