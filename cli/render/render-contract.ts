import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { formatDuration } from '../../grading/text/units.ts';
import type { Colors } from './terminal-style.ts';

/** What a solution must be, by the exercise's kind; null where there is nothing to add. */
export function renderContract(
  { contract, runtimes }: Pick<ExerciseResource, 'contract' | 'runtimes'>,
  colors: Colors,
): string | null {
  switch (contract.kind) {
    case 'program':
      return null;
    case 'function':
      return [
        colors.bold('Signature'),
        ...[contract.signature, ...contract.types].flatMap((text) => indented(text)),
        `  ${contract.comparison}`,
      ].join('\n');
    case 'http':
      return [
        colors.bold('Service'),
        `  Listens on port ${contract.port} of 127.0.0.1 (also in PORT).`,
        `  Ready once GET ${contract.readinessPath} is answered, within ${formatDuration(contract.readinessTimeoutMs)}.`,
        ...contract.start.flatMap(({ language, command }) =>
          command === null ? [] : [`  ${language}: ${command.join(' ')}`],
        ),
      ].join('\n');
    case 'sql': {
      const engine = runtimes[0]?.version ?? contract.engine;
      return `${colors.bold('Database')}\n  ${engine}, task: ${contract.task}`;
    }
  }
}

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);
