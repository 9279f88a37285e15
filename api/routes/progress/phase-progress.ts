import type { ProgressResource } from '../../../grading/resource/resources.ts';
import type { PublicExercise } from '../../catalogue/exercise-resource.ts';
import type { Phase } from '../../../grading/catalogue/roadmap.ts';

type PhaseProgress = ProgressResource['phases'][number];
type ExerciseProgress = PhaseProgress['exercises'][number];

export interface LearnerScores {
  /** Best score by exercise. */
  readonly best: ReadonlyMap<string, number>;
  /** Exercises with a submission for a score, whatever came of it. */
  readonly tried: ReadonlySet<string>;
}

const round = (points: number): number => Math.round(points * 100) / 100;

const toExerciseProgress = (
  { id, title, points }: PublicExercise,
  { best, tried }: LearnerScores,
): ExerciseProgress => {
  // An author may have lowered the points since.
  const score = Math.min(best.get(id) ?? 0, points);
  const state = score >= points ? 'passed' : tried.has(id) ? 'tried' : 'untouched';
  return { id, title, score, maxScore: points, state };
};

/** The sum over the phase's exercises; passed at the roadmap's share of what there is to get. */
export const toPhaseProgress = (
  { id, title, passShare }: Phase,
  exercises: readonly PublicExercise[],
  scores: LearnerScores,
): PhaseProgress => {
  const own = exercises
    .filter((exercise) => exercise.phase === id)
    .map((exercise) => toExerciseProgress(exercise, scores));
  const score = round(own.reduce((sum, exercise) => sum + exercise.score, 0));
  const maxScore = round(own.reduce((sum, exercise) => sum + exercise.maxScore, 0));
  const passed = maxScore > 0 && score >= round(passShare * maxScore);
  return { id, title, score, maxScore, passShare, passed, exercises: own };
};
