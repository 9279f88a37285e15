import type { Command } from 'commander';
import pc from 'picocolors';
import { EXIT } from '../client/cli-error.ts';
import { layoutColumns } from '../render/terminal-style.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { readStatus } from '../setup/status.ts';
import type { Status } from '../setup/status.ts';

interface Options {
  readonly data?: string;
  readonly json: boolean;
}

export const register = (program: Command): void => {
  program
    .command('status')
    .description('what runs, its health, and how much waits; exit code 0 only where all is well')
    .option('--data <dir>', 'the data directory that `up` was given')
    .option('--json', 'print one JSON document and nothing else', false)
    .action(async (options: Options) => {
      const status = await readStatus(dataDirectory(options.data));
      const text = options.json ? JSON.stringify(status, null, 2) : render(status);
      process.stdout.write(`${text}\n`);
      process.exitCode = isWell(status) ? EXIT.ok : EXIT.server;
    });
};

const isWell = ({ state, running }: Status): boolean =>
  state === 'ready' && running !== null && running.ready && running.processes.every((p) => p.alive);

const render = ({ state, data, version, running }: Status): string => {
  if (running === null) return `Assay ${version} is not running on ${data}. To start it: assay up`;
  const paint = state === 'ready' && running.ready ? pc.green : pc.yellow;
  const heading = {
    starting: 'is starting',
    ready: running.ready ? 'is running' : 'is running, but the API does not answer as ready',
    stopping: 'is stopping',
    crashed: 'was killed; `assay up` goes on from where it was',
    stopped: 'is not running',
  }[state];
  const { queue } = running;
  const rows = [
    ['url', running.url],
    ['data', data],
    ['since', running.startedAt],
    ...running.processes.map(({ name, pid, alive }) => [
      name,
      alive ? `process ${pid}` : pc.red(`process ${pid} is gone`),
    ]),
    [
      'queue',
      queue === null
        ? 'does not answer'
        : `${queue.waiting} waiting, ${queue.active} running, ${queue.delayed} to be tried again`,
    ],
  ];
  const title = paint(pc.bold(`Assay ${running.version} ${heading}`));
  return [
    title,
    ...layoutColumns(rows.map(([name = '', value = '']) => [`  ${name}`, value])),
  ].join('\n');
};
