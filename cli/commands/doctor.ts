import type { Command } from 'commander';
import { CliError, EXIT } from '../client/cli-error.ts';
import { colorsFor } from '../render/terminal-style.ts';
import { ENGINE_CHECKS } from '../doctor/engine-checks.ts';
import { examine, readPatient } from '../doctor/examine.ts';
import { MACHINE_CHECKS } from '../doctor/machine-checks.ts';
import { PROVIDER_CHECKS } from '../doctor/provider-checks.ts';
import { renderFinding } from '../doctor/render-finding.ts';
import { STORE_CHECKS } from '../doctor/store-checks.ts';
import { dataDirectory } from '../setup/data-directory.ts';
import { version } from '../../platform/version.ts';

interface Options {
  readonly data?: string;
  readonly json: boolean;
}

const CHECKS = [...MACHINE_CHECKS, ...ENGINE_CHECKS, ...STORE_CHECKS, ...PROVIDER_CHECKS];
const NAMES = CHECKS.map(({ name }) => name.replaceAll(' ', '-'));

export const register = (program: Command): void => {
  program
    .command('doctor')
    .description('looks into everything that Assay rests on, and says what to do about each fault')
    .argument('[checks...]', `only these: ${NAMES.join(', ')}`)
    .option('--data <dir>', 'the data directory that `up` was given')
    .option('--json', 'print one JSON document and nothing else', false)
    .addHelpText(
      'after',
      `\nExit codes:\n  ${EXIT.ok}  nothing failed (there may be warnings)\n  ${EXIT.notAccepted}  something failed`,
    )
    .action(diagnose);
};

const diagnose = async (asked: readonly string[], { data, json }: Options): Promise<void> => {
  const unknown = asked.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new CliError(
      `There is no check "${unknown}".`,
      EXIT.usage,
      `There are: ${NAMES.join(', ')}.`,
    );
  }
  const wanted = CHECKS.filter(
    (_, index) => asked.length === 0 || asked.includes(NAMES[index] ?? ''),
  );
  const patient = await readPatient(process.env, dataDirectory(data));
  const colors = colorsFor(process.stdout, process.env);
  const findings = await examine(patient, wanted, (finding) => {
    if (!json) process.stdout.write(`${renderFinding(finding, colors)}\n`);
  });
  const isWell = !findings.some(({ status }) => status === 'fail');
  if (json) {
    const document = { ok: isWell, version, checks: findings };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  // What a broken peer keeps open is not waited for.
  process.exit(isWell ? EXIT.ok : EXIT.notAccepted);
};
