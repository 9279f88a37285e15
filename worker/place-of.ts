import type { Exercise } from '../grading/catalogue/exercise.ts';
import type { Language } from '../grading/manifest/language-names.ts';
import { engineOf } from './graders/sql/engines.ts';
import { runtimeOf } from './languages/index.ts';
import type { LeaseRequest } from './sandbox/sandbox.ts';

/** Where an exercise's submissions run: a language's image, or a database engine's with its server. */
export function placeOf(
  exercise: Exercise,
  language: Language,
): Pick<LeaseRequest, 'image' | 'service'> {
  if (exercise.kind !== 'sql') return { image: runtimeOf(language).image };
  const { image, service } = engineOf(exercise.spec.engine);
  return service === null ? { image } : { image, service };
}
