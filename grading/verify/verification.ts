import type { Exercise, Solution, TextFile } from '../catalogue/exercise.ts';
import type { LoadedExercise } from '../catalogue/load-exercise.ts';
import { failed, parseYaml, type YamlSource } from '../manifest/yaml-source.ts';
import type { Language } from '../manifest/schema.ts';
import type { CaseResult, GradingResult } from '../score/result.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** An exercise folder that loaded without a problem, with all that is to be run of it. */
export interface ExerciseFolder {
  /** As messages name it: relative to where the command was called. */
  readonly directory: string;
  readonly exercise: Exercise;
  readonly solutions: readonly Solution[];
  /** exercise.yaml with the place of every value, to say where something is to be changed. */
  readonly manifest: YamlSource;
}

/** `directory` is the name by which problems call the folder. */
export function exerciseFolder(directory: string, loaded: LoadedExercise): ExerciseFolder {
  const { exercise, solutions } = loaded;
  const manifest = parseYaml(`${directory}/exercise.yaml`, loaded.manifest);
  if (failed(manifest)) throw new Error(`The manifest of ${directory} was sound, and is not.`);
  return { directory, exercise, solutions, manifest };
}

/** One thing to run: a solution, or a starter as a learner gets it. */
export interface Candidate {
  readonly folder: ExerciseFolder;
  readonly role: 'solution' | 'starter';
  /** `accepted/python`; for a starter `starter/python`. */
  readonly name: string;
  readonly path: string;
  readonly language: Language;
  /** Null for a starter: anything but AC. */
  readonly expectedVerdict: Verdict | null;
  readonly files: readonly TextFile[];
}

/** What came of a candidate: its runs, or why the platform could not run it. */
export interface Outcome {
  readonly candidate: Candidate;
  /** In the order run; at least one unless `failure` is set. */
  readonly results: readonly CandidateRun[];
  readonly failure: RunFailure | null;
}

/** What the rules look at of one run. */
export interface CandidateRun extends Pick<
  GradingResult,
  'verdict' | 'compileOutput' | 'limits' | 'clocks'
> {
  readonly cases: readonly Pick<
    CaseResult,
    'name' | 'group' | 'verdict' | 'message' | 'cpuTimeMs' | 'wallTimeMs' | 'peakMemoryBytes'
  >[];
}

/** Why there is no result. */
export interface RunFailure {
  readonly message: string;
  /** Where the exercise's own files are to blame: the file, below its folder; else null. */
  readonly place: { readonly file: string; readonly line: number } | null;
}

/** All that is to be run of an exercise, references first: they fail fastest where it is broken. */
export function candidatesOf(folder: ExerciseFolder): Candidate[] {
  const solutions = folder.solutions.map((solution): Candidate => ({
    folder,
    role: 'solution',
    name: solution.name,
    path: `${folder.directory}/solutions/${solution.name}`,
    language: solution.language,
    expectedVerdict: solution.expectedVerdict,
    files: solution.files,
  }));
  const starters = folder.exercise.languages.flatMap((language): Candidate[] => {
    const files = folder.exercise.starters[language] ?? [];
    if (files.length === 0) return [];
    const name = `starter/${language}`;
    const path = `${folder.directory}/${name}`;
    return [{ folder, role: 'starter', name, path, language, expectedVerdict: null, files }];
  });
  const isReference = ({ expectedVerdict }: Candidate): boolean => expectedVerdict === 'AC';
  return [
    ...solutions.filter(isReference),
    ...solutions.filter((candidate) => !isReference(candidate)),
    ...starters,
  ];
}
