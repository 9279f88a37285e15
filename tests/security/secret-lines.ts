import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packAuthorsPart } from '../../grading/catalogue/authors-part.ts';
import { packExercise } from '../../grading/catalogue/bundle.ts';
import type { Roadmap } from '../../grading/catalogue/roadmap.ts';
import { scanExercises, type Catalogue } from '../../grading/catalogue/scan-exercises.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import type { Database } from '../../platform/database/database.ts';
import { syncExercises } from '../../platform/database/exercise-versions.ts';

/**
 * What the exercises of this repository hide: inputs and answers of hidden tests, datasets, solutions.
 * A line counts as a secret where it is long enough to be no accident, and stands in nothing that
 * learners may read.
 */
export const EXERCISES = join(repoRoot, 'exercises');
const MIN_LENGTH = 24;
/** Of a line of a megabyte, a part says as much as the whole. */
const MAX_SECRET_LENGTH = 200;
/** Of one file: a generated input of thousands of lines leaks as a whole, or not at all. */
const MAX_LINES_PER_FILE = 25;
/** Of files that only their author has. */
const SECRET_FOLDERS = /\/(?:solutions|tests\/secret)\//;

/** As it stands in JSON, without the quotes. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= MIN_LENGTH);

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Each secret line, and the file that it is from. */
const findSecrets = (open: string): Map<string, string> => {
  const found = new Map<string, string>();
  for (const file of filesBelow(EXERCISES)) {
    if (!SECRET_FOLDERS.test(file)) continue;
    const lines = linesOf(readFileSync(file, 'utf8'));
    const step = Math.ceil(lines.length / MAX_LINES_PER_FILE);
    for (let at = 0; at < lines.length; at += step) {
      const line = (lines[at] ?? '').slice(0, MAX_SECRET_LENGTH);
      if (!open.includes(line)) found.set(line, file.slice(EXERCISES.length));
    }
  }
  return found;
};

/** All that learners may read of the folders: statements, starters, samples, names and hints. */
const openText = ({ loaded }: Catalogue): string => {
  const parts = loaded.map(({ exercise, manifest }) => {
    const samples = exercise.cases.filter(({ sample }) => sample);
    const hints = exercise.cases.map(({ name, hint }) => ({ name, hint }));
    return JSON.stringify({ ...exercise, cases: samples, hints }) + manifest;
  });
  const files = filesBelow(EXERCISES).filter((file) => !SECRET_FOLDERS.test(file));
  const said = loaded.flatMap(({ exercise }) =>
    exercise.cases.flatMap(({ name, hint }) => [name, hint ?? '']),
  );
  return [...parts, ...files.map((file) => readFileSync(file, 'utf8')), ...said].join('\n');
};

/** What of the secrets stands in the text: `FILE: LINE`. */
export type LeaksIn = (text: string) => string[];

/** Each secret line of the exercises, and a search for all of them. */
export const openSecretLines = (
  catalogue: Catalogue,
): { readonly secrets: ReadonlyMap<string, string>; readonly leaksIn: LeaksIn } => {
  const secrets = findSecrets(openText(catalogue));
  const leaksIn = (text: string): string[] => {
    const leaks: string[] = [];
    for (const [secret, file] of secrets) {
      if (text.includes(secret) || text.includes(inJson(secret))) leaks.push(`${file}: ${secret}`);
    }
    return leaks;
  };
  return { secrets, leaksIn };
};

/** This repository's exercises in the store, as the API puts them there at its start. */
export const storeExercises = async (
  database: Database,
): Promise<{ readonly catalogue: Catalogue; readonly roadmap: Roadmap }> => {
  const catalogue = await scanExercises(EXERCISES);
  const { roadmap, loaded } = catalogue;
  if (roadmap === null) throw new Error('The roadmap of this repository is broken.');
  const packed = loaded.map(({ exercise, ...authorsPart }) => ({
    exercise,
    bundle: packExercise(exercise),
    authorsPart: packAuthorsPart(authorsPart),
  }));
  await syncExercises(database, packed);
  return { catalogue, roadmap };
};
