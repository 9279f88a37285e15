import type {
  ExerciseSummaryResource,
  PhaseResource,
} from '../../../grading/resource/resources.ts';
import { stateOf, type ExerciseState } from './exercise-filter.ts';

/** A topic or a project of a phase as a place on the map. */
export interface Stop {
  readonly id: string;
  readonly title: string;
  readonly kind: 'topic' | 'project';
  /** `empty`: nothing to solve here yet. */
  readonly state: ExerciseState | 'empty';
  readonly exerciseCount: number;
  readonly passedCount: number;
  readonly score: number;
  readonly maxScore: number;
}

type Exercises = readonly ExerciseSummaryResource[];

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

function stateOfAll(exercises: Exercises): Stop['state'] {
  const [first, ...others] = new Set(exercises.map(stateOf));
  if (first === undefined) return 'empty';
  return others.length > 0 ? 'tried' : first;
}

const toStop = (
  { id, title }: { readonly id: string; readonly title: string },
  kind: Stop['kind'],
  exercises: Exercises,
): Stop => ({
  ...{ id, title, kind },
  state: stateOfAll(exercises),
  exerciseCount: exercises.length,
  passedCount: exercises.filter((exercise) => stateOf(exercise) === 'passed').length,
  score: sum(exercises.map(({ bestScore }) => bestScore ?? 0)),
  maxScore: sum(exercises.map(({ points }) => points)),
});

/** Topics in the order of the roadmap, then the projects that use them. */
export function stopsOf(phase: PhaseResource, exercises: Exercises): readonly Stop[] {
  const own = exercises.filter((exercise) => exercise.phase === phase.id);
  return [
    ...phase.topics.map((topic) =>
      toStop(
        topic,
        'topic',
        own.filter(({ topics }) => topics.includes(topic.id)),
      ),
    ),
    ...phase.projects.map((project) =>
      toStop(
        project,
        'project',
        own.filter((exercise) => exercise.project === project.id),
      ),
    ),
  ];
}

const DIFFICULTIES = ['easy', 'medium', 'hard'];

/**
 * The first exercise that is not passed, in the order of the roadmap: by phase, then by topic, the
 * easy ones first. Projects come once a phase's topics are done, since they use them all.
 */
export function nextExercise(
  phases: readonly PhaseResource[],
  exercises: Exercises,
): ExerciseSummaryResource | undefined {
  const open = exercises
    .filter((exercise) => stateOf(exercise) !== 'passed')
    .sort((a, b) => DIFFICULTIES.indexOf(a.difficulty) - DIFFICULTIES.indexOf(b.difficulty));
  for (const phase of phases) {
    const own = open.filter((exercise) => exercise.phase === phase.id);
    const lessons = own.filter(({ project }) => project === null);
    const found = phase.topics
      .map(({ id }) => lessons.find(({ topics }) => topics.includes(id)))
      .find((exercise) => exercise !== undefined);
    const next = found ?? lessons[0] ?? own[0];
    if (next !== undefined) return next;
  }
  return undefined;
}
