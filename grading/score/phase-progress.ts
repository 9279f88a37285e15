import type { Exercise } from '../catalogue/exercise.ts';
import type { Roadmap } from '../catalogue/roadmap.ts';
import { roundPoints } from './score.ts';

export interface PhaseProgress {
  readonly id: string;
  readonly title: string;
  /** Sum of the best scores, to two decimals. */
  readonly score: number;
  /** Sum of the points of the phase's exercises. */
  readonly maxScore: number;
  readonly passShare: number;
  /** Never true of a phase without points. */
  readonly passed: boolean;
  readonly exercises: readonly ExerciseProgress[];
}

export interface ExerciseProgress {
  readonly id: string;
  readonly title: string;
  readonly score: number;
  readonly maxScore: number;
  /** `passed`: all points; `tried`: a scored submission with less. */
  readonly state: 'untouched' | 'tried' | 'passed';
}

/**
 * A learner's progress, phase by phase in the roadmap's order, exercises in the order given.
 *
 * `bestScores` are points by exercise id. A best score from an older version of an exercise counts
 * for at most the points that it has now.
 */
export function phaseProgress(
  roadmap: Roadmap,
  exercises: readonly Pick<Exercise, 'id' | 'title' | 'phase' | 'points'>[],
  bestScores: ReadonlyMap<string, number>,
): PhaseProgress[] {
  return roadmap.phases.map(({ id, title, passShare }) => {
    const own = exercises
      .filter(({ phase }) => phase === id)
      .map((exercise) => exerciseProgress(exercise, bestScores.get(exercise.id)));
    const score = roundPoints(own.reduce((sum, one) => sum + one.score, 0));
    const maxScore = own.reduce((sum, one) => sum + one.maxScore, 0);
    const passed = maxScore > 0 && score >= roundPoints(passShare * maxScore);
    return { id, title, score, maxScore, passShare, passed, exercises: own };
  });
}

function exerciseProgress(
  { id, title, points }: Pick<Exercise, 'id' | 'title' | 'points'>,
  best: number | undefined,
): ExerciseProgress {
  const score = Math.min(best ?? 0, points);
  const state = best === undefined ? 'untouched' : score >= points ? 'passed' : 'tried';
  return { id, title, score, maxScore: points, state };
}
