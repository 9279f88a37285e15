import type { HttpCase } from '../../grading/catalogue/exercise.ts';
import type { HttpFeedback, HttpSpec } from '../../grading/kinds/http/types.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';
import { gradeHttp, httpExercise, SPEC } from './http-exercise.ts';

/** Grading a service of a few lines, and what tests look at in the result. */
export interface SmallService {
  readonly language: 'python' | 'javascript' | 'java' | 'csharp';
  readonly source: string;
  readonly limits?: Partial<Limits>;
  readonly spec?: Partial<HttpSpec>;
}

export const gradeService = (
  sandbox: Sandbox,
  cases: readonly HttpCase[],
  { language, source, limits = {}, spec = {} }: SmallService,
): Promise<GradingResult> =>
  gradeHttp(sandbox, httpExercise(cases, limits, { ...SPEC, ...spec }), language, source);

export const verdicts = (result: GradingResult): string =>
  result.cases.map(({ verdict }) => verdict).join(' ');

export const feedback = (result: GradingResult): HttpFeedback => {
  const shown = result.cases[0]?.sampleFeedback;
  if (shown?.kind !== 'http') throw new Error('The first case is no sample of a service.');
  return shown;
};
