import { checkbox, input, select } from '@inquirer/prompts';
import { languagesOf } from '../../grading/manifest/languages.ts';
import { EXERCISE_KINDS, type ExerciseKind } from '../../grading/manifest/language-names.ts';
import type { Roadmap } from '../../grading/catalogue/roadmap.ts';
import { SQL_ENGINES } from '../../grading/kinds/sql/types.ts';
import { CliError } from '../client/cli-error.ts';
import {
  checkId,
  DEFAULT_ENGINE,
  phaseOf,
  titleOf,
  topicOf,
  type NewExercise,
} from './plan-exercise.ts';

/** What the command line said: only the rest is asked. */
export interface Given extends Omit<NewExercise, 'id' | 'kind'> {
  readonly id: string | null;
  readonly kind: ExerciseKind | null;
}

const KIND_TITLES: Readonly<Record<ExerciseKind, string>> = {
  program: 'program   reads arguments, files and standard input; its output is judged',
  function: 'function  is called with arguments; what it returns is judged',
  http: 'http      serves requests; its answers are judged',
  sql: 'sql       works on a database; its rows, changes, schema or plan are judged',
};

/** Asks on a terminal for what was not given, each with a default that Enter takes. */
export async function askAuthor(
  given: Given,
  roadmap: Roadmap,
  cwd: string,
  signal: AbortSignal,
): Promise<NewExercise> {
  const io = { signal };
  const id = given.id ?? (await input({ message: 'Id, as in two-sum:', validate: validId }, io));
  const kind = given.kind ?? (await askKind(io));
  const title = given.title ?? (await input({ message: 'Title:', default: titleOf(id) }, io));
  const languages =
    given.languages.length > 0 || kind === 'sql' ? given.languages : await askLanguages(kind, io);
  const engine = kind === 'sql' ? (given.engine ?? (await askEngine(io))) : given.engine;
  const phase = phaseOf(given.phase ?? (await askPhase(roadmap, cwd, io)), roadmap, cwd);
  const choices = phase.topics.map((topic) => ({ value: topic.id, name: topic.title }));
  const usual = topicOf({ kind, topic: null }, phase);
  const topic = given.topic ?? (await select({ message: 'Topic:', choices, default: usual }, io));
  return { id, kind, title, languages, engine, phase: phase.id, topic, isClass: given.isClass };
}

interface Io {
  readonly signal: AbortSignal;
}

const askKind = (io: Io): Promise<ExerciseKind> =>
  select(
    {
      message: 'Kind:',
      choices: EXERCISE_KINDS.map((value) => ({ value, name: KIND_TITLES[value], short: value })),
    },
    io,
  );

const askLanguages = (kind: ExerciseKind, io: Io): Promise<NewExercise['languages']> =>
  checkbox(
    {
      message: 'Languages:',
      required: true,
      choices: languagesOf(kind).map((value, index) => ({ value, checked: index === 0 })),
    },
    io,
  );

const askEngine = (io: Io): Promise<NonNullable<NewExercise['engine']>> =>
  select(
    {
      message: 'Engine:',
      choices: SQL_ENGINES.map((value) => ({ value })),
      default: DEFAULT_ENGINE,
    },
    io,
  );

const askPhase = (roadmap: Roadmap, cwd: string, io: Io): Promise<string> =>
  select(
    {
      message: 'Phase:',
      choices: roadmap.phases.map(({ id, title }) => ({ value: id, name: `${id}  ${title}` })),
      default: phaseOf(null, roadmap, cwd).id,
    },
    io,
  );

function validId(id: string): true | string {
  try {
    checkId(id);
    return true;
  } catch (error) {
    if (error instanceof CliError) return error.remedy ?? error.message;
    throw error;
  }
}
