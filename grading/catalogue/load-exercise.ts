import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Manifest } from '../manifest/manifest.ts';
import { suggest } from '../manifest/nearest.ts';
import { compareProblems, fileProblem, type Problem } from '../manifest/problem.ts';
import { resolveLimits } from '../manifest/resolve.ts';
import { SLUG_PATTERN } from '../manifest/schema.ts';
import { validateManifest, type Validated } from '../manifest/validate-manifest.ts';
import { failed, type Parsed } from '../manifest/yaml-source.ts';
import { bundleJson, MAX_BUNDLE_BYTES } from './bundle.ts';
import { checkCases } from './check-cases.ts';
import { checkDespiteManifest, checkFilesAlone } from './check-despite-manifest.ts';
import { checkManifest } from './check-manifest.ts';
import { completeLimits, contentHash } from './content-hash.ts';
import {
  SAMPLE_GROUP,
  type CaseGroup,
  type Exercise,
  type ExerciseCommon,
  type ExercisePart,
} from './exercise.ts';
import { FolderView } from './folder-view.ts';
import type { AuthorsPart } from './authors-part.ts';
import { loadSolutions, loadStarters } from './load-files.ts';
import { loadPart } from './load-part.ts';
import { readFolder, type FolderFile } from './read-folder.ts';
import type { Roadmap } from './roadmap.ts';

export interface LoadedExercise extends AuthorsPart {
  readonly exercise: Exercise;
}

/** What may stand in an exercise folder; anything else is most likely a misspelling. */
const FOLDER_ENTRIES = [
  'exercise.yaml',
  'statement.md',
  'starter',
  'tests',
  'solutions',
  'database',
  'README.md',
];

/**
 * One exercise folder (`exercises/<phase>/<exercise id>`) to a validated exercise and its known
 * solutions, or every problem that an author must mend, in the order of files and lines. The files
 * in problems start with `folder` as it was given.
 *
 * @throws only where the disk fails.
 */
export async function loadExercise(
  folder: string,
  roadmap: Roadmap,
): Promise<Parsed<LoadedExercise>> {
  const missing = await missingFolder(folder);
  if (missing !== null) return { problems: [missing] };
  const { files, problems } = await readFolder(folder);
  // Without them, a file that could not be read would count as missing: a false problem.
  if (problems.length > 0) return { problems: problems.toSorted(compareProblems) };
  return loadExerciseFiles(folder, files, roadmap);
}

/**
 * The same for files that are in memory already, as `readFolder` gives them. `folder` need not be
 * there: its last two names are the phase and the id, and problems start with it.
 */
export function loadExerciseFiles(
  folder: string,
  files: readonly FolderFile[],
  roadmap: Roadmap,
): Parsed<LoadedExercise> {
  const view = new FolderView(folder, files);
  checkFolder(view, roadmap);
  const manifest = readManifest(view);
  if (manifest === null) {
    checkDespiteManifest(view);
    return sorted(view);
  }
  checkManifest(view, manifest, roadmap, phaseOf(folder));

  const groups = groupsOf(manifest.value);
  const loaded = loadPart(view, manifest, {
    groups: groups.map(({ id }) => id),
    declared: manifest.value.groups !== undefined,
  });
  if (loaded === null) {
    // The signature is wrong: checkManifest has seen the statement.
    checkFilesAlone(view);
    return sorted(view);
  }
  const statement = view.read('statement.md') ?? '';
  const starters = loadStarters(view, manifest.value, loaded.starter);
  const solutions = loadSolutions(view, manifest.value);
  const exercise = assemble(folder, manifest.value, {
    statement,
    starters,
    groups,
    part: loaded.part,
  });
  checkCases(view, manifest, exercise, loaded.located);
  if (view.problems.length > 0) return sorted(view);
  if (Buffer.byteLength(bundleJson(exercise)) > MAX_BUNDLE_BYTES) {
    view.fault('tests', 'All cases together are too large.', 'Use fewer or smaller cases.');
    return sorted(view);
  }
  return { exercise, solutions, manifest: view.read('exercise.yaml') ?? '' };
}

const sorted = ({ problems }: FolderView) => ({ problems: problems.toSorted(compareProblems) });

const phaseOf = (folder: string): string => basename(dirname(resolve(folder)));
const idOf = (folder: string): string => basename(resolve(folder));

async function missingFolder(folder: string): Promise<Problem | null> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return null;
  const message = found === null ? 'There is no such folder.' : 'This is not a folder.';
  return fileProblem(folder, message, 'Name the folder that holds exercise.yaml.');
}

function checkFolder(view: FolderView, roadmap: Roadmap): void {
  const id = idOf(view.folder);
  if (!new RegExp(SLUG_PATTERN).test(id)) {
    const remedy = 'Use lower-case letters, digits and single hyphens, as in "two-sum".';
    view.fault('', `The folder's name "${id}" cannot be an exercise's id.`, remedy);
  }
  const phase = phaseOf(view.folder);
  const phases = roadmap.phases.map((known) => known.id);
  if (!phases.includes(phase)) {
    const message = `The folder is in "${phase}", which is no phase of roadmap.yaml.`;
    view.fault('', message, suggest(phase, phases));
  }
  const known = new Set(view.files.map(({ path }) => path.split('/', 1)[0] ?? path));
  for (const name of known) {
    if (FOLDER_ENTRIES.includes(name)) continue;
    view.fault(name, `"${name}" is no part of an exercise.`, suggest(name, FOLDER_ENTRIES));
  }
}

function readManifest(view: FolderView): Validated<Manifest> | null {
  const path = 'exercise.yaml';
  const text = view.read(path);
  if (text === null) {
    view.fault(path, 'The manifest is missing.', 'Add exercise.yaml; see docs/authoring.md.');
    return null;
  }
  const validated = validateManifest(view.at(path), text);
  if (!failed(validated)) return validated;
  view.problems.push(...validated.problems);
  return null;
}

/** Where no groups are declared: one that holds all points, case by case. */
function groupsOf({ groups, points }: Manifest): CaseGroup[] {
  if (groups === undefined) {
    return [{ id: 'all', title: 'All cases', points, scoring: 'proportional', hint: null }];
  }
  return groups.map((group) => ({
    id: group.id,
    title: group.title ?? group.id,
    points: group.points,
    scoring: group.scoring ?? 'all-or-nothing',
    hint: group.hint ?? null,
  }));
}

const SAMPLES: CaseGroup = {
  id: SAMPLE_GROUP,
  title: 'Samples',
  points: 0,
  scoring: 'all-or-nothing',
  hint: null,
};

interface Parts extends Pick<Exercise, 'statement' | 'starters' | 'groups'> {
  readonly part: ExercisePart;
}

function assemble(folder: string, manifest: Manifest, parts: Parts): Exercise {
  const offered = manifest.languages.map((language) => [
    language,
    resolveLimits(manifest, language),
  ]);
  const common: Omit<ExerciseCommon, 'contentHash'> = {
    id: idOf(folder),
    phase: phaseOf(folder),
    title: manifest.title,
    summary: manifest.summary ?? manifest.title,
    topics: manifest.topics,
    project: manifest.project ?? null,
    difficulty: manifest.difficulty,
    points: manifest.points,
    languages: manifest.languages,
    statement: parts.statement,
    isolation: manifest.isolation ?? null,
    limits: completeLimits(Object.fromEntries(offered) as Partial<Exercise['limits']>),
    starters: parts.starters,
    groups: [SAMPLES, ...parts.groups],
  };
  const exercise = { ...common, ...parts.part };
  return { ...exercise, contentHash: contentHash(exercise) };
}
