import type { Problem } from '../../grading/resource/resources.ts';
import { problemSchema } from '../../grading/resource/schemas.ts';
import { CliError, EXIT } from './cli-error.ts';
import { responseFault } from './validate-response.ts';

/** The server understood and refused: an RFC 9457 problem document. */
export class ProblemError extends CliError {
  readonly problem: Problem;

  constructor(problem: Problem, remedy: string | null = null) {
    super(sentence(problem), EXIT.server, remedy);
    this.problem = problem;
  }
}

/** What a server that is not (quite) ours answered, read as a problem all the same. */
export function problemOf(status: number, body: unknown): Problem {
  if (responseFault(problemSchema, body) === null) return body as Problem;
  return {
    type: 'about:blank',
    title: 'Unexpected answer',
    status,
    code: 'unexpected-answer',
    detail: `The server answered ${status} without an explanation.`,
  };
}

/** Title and detail as one sentence, the fields at fault as lines below. */
function sentence(problem: Problem): string {
  const detail = problem.detail.trim() === '' ? problem.title : problem.detail;
  const fields = (problem.errors ?? []).map(
    ({ field, message }) => `  ${field || '/'}: ${message}`,
  );
  return [detail, ...fields].join('\n');
}
