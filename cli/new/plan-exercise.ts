import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadRoadmap } from '../../grading/catalogue/load-roadmap.ts';
import type { Phase, Roadmap } from '../../grading/catalogue/roadmap.ts';
import type { SqlSpec } from '../../grading/kinds/sql/types.ts';
import { languagesOf } from '../../grading/manifest/languages.ts';
import {
  SLUG_PATTERN,
  type ExerciseKind,
  type Language,
} from '../../grading/manifest/language-names.ts';
import { suggest } from '../../grading/manifest/nearest.ts';
import { formatProblem } from '../../grading/manifest/problem.ts';
import { failed } from '../../grading/manifest/yaml-source.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { TemplateName, Values } from './templates.ts';

export const DEFAULT_ENGINE: SqlSpec['engine'] = 'postgresql';
const ROADMAP = 'roadmap.yaml';

/** What the author has said; what is missing has a default. */
export interface NewExercise {
  readonly id: string;
  readonly kind: ExerciseKind;
  readonly languages: readonly Language[];
  readonly phase: string | null;
  readonly topic: string | null;
  readonly engine: SqlSpec['engine'] | null;
  readonly isClass: boolean;
  readonly title: string | null;
}

/** Everything that is written, and where. */
export interface ExercisePlan {
  readonly directory: string;
  readonly template: TemplateName;
  readonly languages: readonly Language[];
  readonly values: Values;
}

/** Topics that fit a kind, where the phase has them: the author changes it in one word. */
const USUAL_TOPICS: Readonly<Record<ExerciseKind, readonly string[]>> = {
  program: ['control-flow'],
  function: ['functions'],
  http: ['rest', 'internet'],
  sql: ['relational', 'sql'],
};

/**
 * The folder with roadmap.yaml that new exercises go to: `named`, or the nearest one around `cwd`
 * or in its `exercises/`, or those that come with Assay.
 */
export function exercisesRoot(named: string | null, cwd: string): string {
  if (named !== null) {
    const root = resolve(cwd, named);
    if (existsSync(join(root, ROADMAP))) return root;
    throw new CliError(
      `There is no ${ROADMAP} in ${root}.`,
      EXIT.usage,
      `Name the folder that holds it, or make one: copy ${join(repoRoot, 'exercises', ROADMAP)} there.`,
    );
  }
  for (let at = cwd; ; at = dirname(at)) {
    for (const root of [at, join(at, 'exercises')]) {
      if (existsSync(join(root, ROADMAP))) return root;
    }
    if (dirname(at) === at) return join(repoRoot, 'exercises');
  }
}

export async function readRoadmap(root: string): Promise<Roadmap> {
  const loaded = await loadRoadmap(join(root, ROADMAP));
  if (!failed(loaded)) return loaded.roadmap;
  throw new CliError(loaded.problems.map(formatProblem).join('\n'), EXIT.usage);
}

/** Puts the author's wishes and the defaults together. @throws CliError where they cannot be. */
export function planExercise(
  wanted: NewExercise,
  root: string,
  roadmap: Roadmap,
  cwd: string,
): ExercisePlan {
  checkId(wanted.id);
  const phase = phaseOf(wanted.phase, roadmap, cwd);
  const languages = languagesFor(wanted.kind, wanted.languages);
  const directory = join(root, phase.id, wanted.id);
  checkUnused(wanted.id, root, roadmap);
  const title = wanted.title ?? titleOf(wanted.id);
  const schema = join(repoRoot, 'docs', 'exercise.schema.json');
  return {
    directory,
    template: templateOf(wanted),
    languages,
    values: {
      schema: relative(directory, schema),
      title: stringify(title).trimEnd(),
      heading: title,
      topic: topicOf(wanted, phase),
      languages: languages.join(', '),
      engine: engineOf(wanted),
    },
  };
}

/** `two-sum` is "Two sum". */
export const titleOf = (id: string): string =>
  id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

/** `2`, or an id of the roadmap; the phase that one stands in, else the first. */
export function phaseOf(named: string | null, roadmap: Roadmap, cwd: string): Phase {
  const ids = roadmap.phases.map(({ id }) => id);
  const wanted = named ?? ids.find((id) => id === basename(cwd)) ?? ids[0] ?? '';
  const phase = roadmap.phases.find(({ id }) => id === wanted || id === `phase-${wanted}`);
  if (phase !== undefined) return phase;
  throw new CliError(`"${wanted}" is no phase of roadmap.yaml.`, EXIT.usage, suggest(wanted, ids));
}

export function topicOf(
  { kind, topic }: Pick<NewExercise, 'kind' | 'topic'>,
  phase: Phase,
): string {
  const ids = phase.topics.map(({ id }) => id);
  const wanted = topic ?? USUAL_TOPICS[kind].find((id) => ids.includes(id)) ?? ids[0];
  if (wanted !== undefined && ids.includes(wanted)) return wanted;
  throw new CliError(
    wanted === undefined
      ? `${phase.id} has no topic in roadmap.yaml.`
      : `The topic "${wanted}" is not one of ${phase.id} in roadmap.yaml.`,
    EXIT.usage,
    wanted === undefined ? 'Add one.' : suggest(wanted, ids),
  );
}

/** @throws CliError where a folder, a URL or a terminal could not hold it. */
export function checkId(id: string): void {
  if (new RegExp(SLUG_PATTERN).test(id)) return;
  throw new CliError(
    `"${id}" cannot be an exercise's id.`,
    EXIT.usage,
    'Use lower-case letters, digits and single hyphens, as in two-sum.',
  );
}

/** Nothing is ever overwritten, and an id is unique over all phases. */
function checkUnused(id: string, root: string, { phases }: Roadmap): void {
  const taken = phases.map((phase) => join(root, phase.id, id)).find((path) => existsSync(path));
  if (taken === undefined) return;
  throw new CliError(
    `${taken} exists already.`,
    EXIT.usage,
    'Choose another id, or remove that folder first.',
  );
}

function languagesFor(kind: ExerciseKind, named: readonly Language[]): readonly Language[] {
  const known = languagesOf(kind);
  const wrong = named.find((language) => !known.includes(language));
  if (wrong !== undefined) {
    throw new CliError(
      `An exercise of kind ${kind} cannot be solved in ${wrong}.`,
      EXIT.usage,
      `The languages of this kind: ${known.join(', ')}.`,
    );
  }
  return named.length > 0 ? [...new Set(named)] : known.slice(0, 1);
}

function templateOf({ kind, isClass }: NewExercise): TemplateName {
  if (!isClass) return kind;
  if (kind === 'function') return 'class';
  throw new CliError(`--class goes with --kind function, not ${kind}.`, EXIT.usage);
}

function engineOf({ kind, engine }: NewExercise): string {
  if (kind === 'sql' || engine === null) return engine ?? DEFAULT_ENGINE;
  throw new CliError(`--engine goes with --kind sql, not ${kind}.`, EXIT.usage);
}
