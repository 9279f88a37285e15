import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { ExercisePlan } from './plan-exercise.ts';
import { renderTemplate } from './templates.ts';

/** Writes the folder, which must not be there yet, and tells the paths of its files. */
export async function writeExercise(plan: ExercisePlan): Promise<string[]> {
  const { directory, template, languages, values } = plan;
  const files = await renderTemplate(template, languages, values);
  try {
    await mkdir(dirname(directory), { recursive: true });
    // Not recursive: somebody else's folder is an error.
    await mkdir(directory);
    for (const { path, content } of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content, { flag: 'wx' });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(
      `The exercise cannot be written: ${reason}`,
      EXIT.usage,
      'Name a folder that you may write to, with --dir.',
    );
  }
  return files.map(({ path }) => path);
}
