import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { block, quote } from './render-block.ts';
import { tableText } from './render-feedback.ts';
import type { Colors } from './terminal-style.ts';

type Sample = ExerciseResource['samples'][number];

/** A sample as `show` prints it, by kind. The resource must be sanitized already. */
export function renderSample(sample: Sample, colors: Colors): string {
  const title = colors.bold(`Sample ${sample.name}`);
  return [`${title}${exitOf(sample, colors)}`, ...partsOf(sample, colors)].join('\n');
}

const exitOf = (sample: Sample, colors: Colors): string =>
  sample.kind !== 'program' || sample.expectedExitCode === 0
    ? ''
    : colors.dim(`  exit code ${sample.expectedExitCode}`);

function partsOf(sample: Sample, colors: Colors): string[] {
  switch (sample.kind) {
    case 'program':
      return [
        ...block('arguments', sample.args.map(quote).join(' '), colors),
        ...block('input', sample.stdin, colors),
        ...sample.files.flatMap(({ path, content }) => block(`file ${path}`, content, colors)),
        ...block('output', sample.expectedStdout, colors),
      ];
    case 'function':
      return [...block('call', sample.call, colors), ...block('returns', sample.expected, colors)];
    case 'http':
      return sample.steps.flatMap(({ request, expected }) => [
        ...block('request', request, colors),
        ...block('expected', expected, colors),
      ]);
    case 'sql':
      return [
        ...sample.database.flatMap(({ path, content }) => block(path, content, colors)),
        ...sample.tables.flatMap((table) => block(table.title, tableText(table), colors)),
        ...block('checks', sample.checks.join('\n'), colors),
      ];
  }
}
