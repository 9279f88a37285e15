import type { Exercise } from '../grading/catalogue/exercise.ts';
import type { RuntimeName } from '../grading/job/runtime-name.ts';
import { SQL_ENGINES, type SqlEngine } from '../grading/kinds/sql/types.ts';
import type { Language } from '../grading/manifest/language-names.ts';
import { engineOf } from './graders/sql/engines.ts';
import { runtimeOf } from './languages/index.ts';
import type { LeaseRequest } from './sandbox/sandbox.ts';

/** The image of a runtime: a folder of sandbox-images/. */
export const imageOf = (runtime: RuntimeName): string =>
  isSqlEngine(runtime) ? engineOf(runtime).image : runtimeOf(runtime).image;

const isSqlEngine = (runtime: RuntimeName): runtime is SqlEngine =>
  SQL_ENGINES.some((engine) => engine === runtime);

/** Where an exercise's submissions run: a language's image, or a database engine's with its server. */
export function placeOf(
  exercise: Exercise,
  language: Language,
): Pick<LeaseRequest, 'image' | 'service'> {
  if (exercise.kind !== 'sql') return { image: runtimeOf(language).image };
  const { image, service } = engineOf(exercise.spec.engine);
  return service === null ? { image } : { image, service };
}
