import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SubmissionResource, SubmitRequest } from '../../grading/resource/resources.ts';
import type { AssayClient } from '../client/assay-client.ts';
import { followSubmission } from '../client/follow-submission.ts';
import { LiveProgress } from '../render/live-progress.ts';

/** The exercise that shows that everything works; any other will do where it is not offered. */
const PREFERRED = 'calculator';
const LANGUAGE_OF: Readonly<Record<string, SubmitRequest['language']>> = {
  '.py': 'python',
  '.js': 'javascript',
};

/**
 * Submits a reference solution of an exercise as any learner would: over HTTP, through the queue,
 * into a sandbox. null where no exercise on this machine has one.
 */
export const gradeSample = async (
  client: AssayClient,
  exercisesDir: string,
  signal: AbortSignal,
): Promise<SubmissionResource | null> => {
  const request = await findReferenceSolution(client, exercisesDir);
  if (request === null) return null;
  const progress = new LiveProgress(process.stdout, process.env);
  const { id } = await client.submit(request, randomUUID());
  try {
    return await followSubmission(client, id, (event) => progress.show(event), signal);
  } finally {
    progress.end();
  }
};

/** null: no exercise that the API offers has one in the folder. */
export const findReferenceSolution = async (
  client: AssayClient,
  exercisesDir: string,
): Promise<SubmitRequest | null> => {
  const exercises = await client.exercises({});
  const sorted = [...exercises].sort((a, b) => rank(a.id) - rank(b.id));
  for (const { id, phase } of sorted) {
    const accepted = join(exercisesDir, phase, id, 'solutions', 'accepted');
    const solution = await readSolution(accepted);
    if (solution !== null) return { exerciseId: id, ...solution };
  }
  return null;
};

const rank = (id: string): number => (id.includes(PREFERRED) ? 0 : 1);

type Solution = Pick<SubmitRequest, 'language' | 'files'>;

/** The first solution of a folder, in a language we know; Python where there are several. */
const readSolution = async (accepted: string): Promise<Solution | null> => {
  const names = await readdir(accepted).catch(() => []);
  const solutions: Solution[] = [];
  for (const name of names.sort()) {
    const path = join(accepted, name);
    const isFolder = (await stat(path)).isDirectory();
    const paths = isFolder ? await readdir(path) : [name];
    const language = paths.map((file) => LANGUAGE_OF[extname(file)]).find((found) => found);
    if (language === undefined) continue;
    const folder = isFolder ? path : accepted;
    const files = await Promise.all(
      paths.map(async (file) => ({
        path: file,
        content: await readFile(join(folder, file), 'utf8'),
      })),
    );
    solutions.push({ language, files });
  }
  return solutions.find(({ language }) => language === 'python') ?? solutions[0] ?? null;
};
