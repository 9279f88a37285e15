import type { TextFile } from '../../grading/catalogue/exercise.ts';
import type { ExerciseResource } from '../../grading/resource/resources.ts';

export const TESTS_FOLDER = 'tests';
/** Of exercises of kind sql. */
export const DATABASE_FOLDER = 'database';

type Sample = ExerciseResource['samples'][number];

/** The files that `get` writes of one sample, by kind. */
export function sampleFiles(sample: Sample): TextFile[] {
  const base = `${TESTS_FOLDER}/${sample.name}`;
  switch (sample.kind) {
    case 'program':
      return programFiles(sample, base);
    case 'function':
      return [{ path: `${base}.txt`, content: `${sample.call}\n\nreturns:\n${sample.expected}\n` }];
    case 'http': {
      const steps = sample.steps.map(
        ({ request, expected }) => `${request}\n\nexpected:\n${expected}\n`,
      );
      return [{ path: `${base}.txt`, content: steps.join('\n---\n\n') }];
    }
    case 'sql':
      return sqlFiles(sample, base);
  }
}

function programFiles(sample: Extract<Sample, { kind: 'program' }>, base: string): TextFile[] {
  const files = [
    { path: `${base}.in`, content: sample.stdin },
    { path: `${base}.ans`, content: sample.expectedStdout },
    ...sample.files.map(({ path, content }) => ({ path: `${base}.files/${path}`, content })),
  ];
  if (sample.args.length > 0) {
    files.push({ path: `${base}.args.json`, content: `${JSON.stringify(sample.args)}\n` });
  }
  if (sample.expectedExitCode !== 0) {
    files.push({ path: `${base}.exit`, content: `${sample.expectedExitCode}\n` });
  }
  return files;
}

/** The database beside the case; two samples with the same dataset write the same file twice. */
function sqlFiles(sample: Extract<Sample, { kind: 'sql' }>, base: string): TextFile[] {
  const database = sample.database.map(({ path, content }) => ({
    path: `${DATABASE_FOLDER}/${path}`,
    content,
  }));
  const { tables, checks } = sample;
  return [
    ...database,
    { path: `${base}.json`, content: `${JSON.stringify({ tables, checks }, null, 2)}\n` },
  ];
}
