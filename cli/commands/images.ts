import type { Command } from 'commander';
import pc from 'picocolors';
import { CliError, EXIT } from '../client/cli-error.ts';
import { layoutColumns } from '../render/terminal-style.ts';
import { buildImages, imageNames, listImages } from '../setup/images.ts';
import { runSteps } from '../ui/run-steps.ts';

export const register = (program: Command): void => {
  const images = program.command('images').description('what sandboxes are made of: build, list');
  images
    .command('build')
    .description('build images ahead of need; one that is there already costs nothing')
    .argument('[names...]', 'folders of sandbox-images/; default: every language')
    .action(build);
  images
    .command('list')
    .description('the images, and whether they are built')
    .option('--json', 'print one JSON document and nothing else', false)
    .action(list);
};

const build = async (asked: readonly string[]): Promise<void> => {
  const known = await imageNames();
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CliError(
      `There is no image "${unknown}" in sandbox-images/.`,
      EXIT.usage,
      `There are: ${known.join(', ')}.`,
    );
  }
  const names = asked.length === 0 ? known : asked;
  await runSteps(
    names.map((name) => ({ title: name, run: (report) => buildImages([name], report) })),
  );
};

const list = async ({ json }: { readonly json: boolean }): Promise<void> => {
  const found = await listImages();
  if (json) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const rows = found.map(({ name, tag, built, version }) => [
    pc.bold(name),
    built ? pc.green('built') : pc.yellow('on first need'),
    version ?? '',
    pc.dim(tag),
  ]);
  process.stdout.write(`${layoutColumns(rows).join('\n')}\n`);
};
