import { packAuthorsPart } from '../../../grading/catalogue/authors-part.ts';
import { packExercise } from '../../../grading/catalogue/bundle.ts';
import { readArchive } from '../../../grading/catalogue/archive/read-archive.ts';
import { loadExerciseFiles } from '../../../grading/catalogue/load-exercise.ts';
import { gradable } from '../../../grading/catalogue/load-gradable.ts';
import type { FolderFile } from '../../../grading/catalogue/read-folder.ts';
import type { Roadmap } from '../../../grading/catalogue/roadmap.ts';
import { fileProblem, type Problem } from '../../../grading/manifest/problem.ts';
import { withinTime } from '../../../grading/manifest/within-time.ts';
import { failed } from '../../../grading/manifest/yaml-source.ts';
import type { ExerciseToStore } from '../../../platform/database/exercise-versions.ts';
import { errorCode } from '../../../platform/error-code.ts';
import { ApiError } from '../../http/api-error.ts';

/** Of one upload; the first ones explain the rest. */
const MAX_PROBLEMS = 200;

/**
 * Parsing holds up the API's other requests, for most of a second a MiB; the largest of our own
 * exercises has 64 KiB. Large inputs have files of their own, which are not parsed.
 */
const MAX_YAML_BYTES = 1024 * 1024;

/**
 * What the size does not bound: a file can be mistaken in each of its lines. The largest of our own
 * takes a thirtieth of it on an idle processor.
 */
const MAX_READING_MS = 3000;

/** What the archive need not say itself. */
export interface Placement {
  readonly id: string | null;
  readonly phase: string | null;
}

export interface UploadContext {
  readonly roadmap: Roadmap;
  readonly placement: Placement;
  /** The phase of the exercise of this id, where there is one. */
  readonly phaseOf: (id: string) => Promise<string | null>;
}

/**
 * An archive as an exercise to be stored, by the very checks that a folder passes.
 * @throws ApiError upload-rejected with everything that is wrong.
 */
export async function readUploaded(
  archive: Buffer,
  { roadmap, placement, phaseOf }: UploadContext,
): Promise<ExerciseToStore> {
  const folder = await readArchive(archive);
  if (failed(folder)) throw rejected('The archive cannot be taken.', folder.problems);
  if (yamlBytes(folder.files) > MAX_YAML_BYTES) {
    throw rejected('The exercise is too large.', [TOO_MUCH_YAML]);
  }
  const id = placement.id ?? folder.around.at(-1);
  if (id === undefined) throw rejected('The exercise has no id.', [NO_ID]);
  const known = roadmap.phases.map((phase) => phase.id);
  const around = folder.around.at(placement.id === null ? -2 : -1);
  const phase =
    placement.phase ?? known.find((one) => one === around) ?? (await phaseOf(id)) ?? null;
  if (phase === null) throw rejected('The exercise has no phase.', [noPhase(known)]);
  const path = `${phase}/${id}`;
  const loaded = inTime(() => gradable(path, loadExerciseFiles(path, folder.files, roadmap)));
  if (failed(loaded)) throw rejected('The exercise has mistakes.', loaded.problems);
  const { exercise, ...authorsPart } = loaded;
  return {
    exercise,
    bundle: packExercise(exercise),
    authorsPart: packAuthorsPart(authorsPart),
  };
}

/** @throws ApiError upload-rejected after MAX_READING_MS */
function inTime<T>(read: () => T): T {
  try {
    return withinTime(MAX_READING_MS, read);
  } catch (error) {
    if (errorCode(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw rejected('The exercise takes too long to read.', [TOO_LONG]);
  }
}

const yamlBytes = (files: readonly FolderFile[]): number =>
  files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);

const TOO_MUCH_YAML = fileProblem(
  '',
  `The YAML files are larger than ${MAX_YAML_BYTES / 1024 / 1024} MiB together.`,
  'Put large inputs and outputs into NAME.in and NAME.ans.',
);

const TOO_LONG = fileProblem(
  '',
  `Reading the exercise was ended after ${MAX_READING_MS / 1000} s.`,
  'Run `assay verify` on the folder, which has the time; where it finds nothing, upload it again.',
);

const NO_ID = fileProblem(
  '',
  "The archive does not say the folder's name, which is the exercise's id.",
  'Pack the folder itself, not what is in it, or give the id.',
);

const noPhase = (known: readonly string[]): Problem =>
  fileProblem(
    '',
    'The archive does not say to which phase the exercise belongs.',
    `Choose one: ${known.join(', ')}.`,
  );

const rejected = (title: string, problems: readonly Problem[]): ApiError => {
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return new ApiError('upload-rejected', `${title} Mend ${count} and upload it again.`, {
    extensions: { problems: problems.slice(0, MAX_PROBLEMS) },
  });
};
