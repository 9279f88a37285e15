import type { PhaseResource, TopicResource } from '../../grading/resource/resources.ts';
import type { PublicExercise } from './exercise-resource.ts';
import type { Phase } from '../../grading/catalogue/roadmap.ts';

const count = (
  exercises: readonly PublicExercise[],
  matches: (exercise: PublicExercise) => boolean,
): number => exercises.filter(matches).length;

const toTopic = (
  phase: string,
  { id, title }: Phase['topics'][number],
  own: readonly PublicExercise[],
): TopicResource => ({
  ...{ id, title, phase },
  exerciseCount: count(own, ({ topics }) => topics.includes(id)),
});

/** The roadmap's phases with what the catalogue has of each. */
export const toPhaseResource = (
  phase: Phase,
  exercises: readonly PublicExercise[],
): PhaseResource => {
  const own = exercises.filter((exercise) => exercise.phase === phase.id);
  return {
    id: phase.id,
    title: phase.title,
    points: own.reduce((sum, { points }) => sum + points, 0),
    passShare: phase.passShare,
    exerciseCount: own.length,
    topics: phase.topics.map((topic) => toTopic(phase.id, topic, own)),
    projects: phase.projects.map(({ id, title }) => ({
      ...{ id, title },
      exerciseCount: count(own, ({ project }) => project === id),
    })),
  };
};
