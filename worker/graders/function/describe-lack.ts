import { CONSTRUCTOR } from '../../../grading/kinds/function/starter/java.ts';
import { memberHeads } from '../../../grading/kinds/function/starter/generate-starter.ts';
import type { FunctionSpec } from '../../../grading/kinds/function/types.ts';
import type { Language } from '../../../grading/manifest/language-names.ts';
import { solutionFile, targetName } from './harness-spec.ts';
import type { LoadAnswer } from './read-answer.ts';

export interface CompileError {
  /** For the learner, with places in the file. */
  readonly text: string;
  /** One sentence for every case. */
  readonly message: string;
}

/**
 * A file that loads, and lacks what is to be called; null where it does not lack it. What it has
 * instead is told where `isFirst`: later it may be named after what was seen in a case.
 */
export function describeLack(
  spec: FunctionSpec,
  language: Language,
  answer: LoadAnswer,
  isFirst: boolean,
): CompileError | null {
  const names = answer.missing ?? answer.unfit?.found;
  if (names === undefined) return null;
  const instead = names.length === 0 || !isFirst ? '' : ` It has: ${names.join('; ')}.`;
  const { verb, what, remedy } = lackOf(spec, language, answer);
  const text = `${solutionFile(language)} ${verb} ${what}.${remedy}${instead}`;
  return { text, message: `The file ${verb} ${what}.` };
}

function lackOf(spec: FunctionSpec, language: Language, { unfit }: LoadAnswer) {
  const name = targetName(spec, language);
  if (language === 'javascript') {
    const remedy = ` End it with: module.exports = { ${name} };`;
    return { verb: 'does not export the', what: `${spec.form} ${name}`, remedy };
  }
  const heads = memberHeads(spec, language);
  if (heads.size === 0) return { verb: 'has no', what: `${spec.form} ${name}`, remedy: '' };
  const own = spec.form === 'class' ? spec.name : 'Solution';
  const head = unfit === undefined ? undefined : heads.get(unfit.member);
  if (head === undefined) return { verb: 'has no', what: `class ${own}`, remedy: '' };
  const member = unfit?.member === CONSTRUCTOR ? 'constructor' : 'method';
  return { verb: 'has no', what: `${member} "${head}" in the class ${own}`, remedy: '' };
}
