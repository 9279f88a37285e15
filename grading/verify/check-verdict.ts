import { fileProblem, type Problem } from '../manifest/problem.ts';
import { VERDICT_TITLES, type Verdict } from '../verdict/verdict.ts';
import { flakyCases, type FlakyCase } from './flaky-cases.ts';
import type { Candidate, CandidateRun, Outcome, RunFailure } from './verification.ts';

/** Each solution gets exactly its folder's verdict, every time; a starter compiles and is not accepted. */
export function checkVerdict({ candidate, results, failure }: Outcome): Problem[] {
  if (failure !== null) return [failedRun(candidate, failure)];
  const wrong = results.find(({ verdict }) => !isExpected(candidate, verdict));
  if (wrong === undefined) return flakyCases(results).map((one) => unstableCase(candidate, one));
  const right =
    results.length - results.filter(({ verdict }) => !isExpected(candidate, verdict)).length;
  if (right > 0) {
    return [
      problemOf(
        candidate,
        `The solution got ${namesOf(results)} in ${results.length} runs: its verdict is not the same every time.`,
        'Make the solution, or the limit that it meets, less of a close call.',
      ),
    ];
  }
  return [
    candidate.role === 'starter' ? wrongStarter(candidate, wrong) : wrongVerdict(candidate, wrong),
  ];
}

function failedRun(candidate: Candidate, { message, place }: RunFailure): Problem {
  if (place === null) {
    return problemOf(
      candidate,
      `The solution could not be run: ${message}`,
      'See that the Docker engine answers (assay status), and run it again.',
    );
  }
  const file = `${candidate.folder.directory}/${place.file}`;
  return {
    ...{ file, line: place.line, column: 1, message },
    remedy: 'Mend its SQL; nothing of this exercise can run before.',
  };
}

/** The verdict of the whole hides it, and yet a learner's score would depend on luck. */
const unstableCase = (candidate: Candidate, { name, verdicts }: FlakyCase): Problem =>
  problemOf(
    candidate,
    `Case "${name}" got ${verdicts.join(' and ')} in runs of the same source.`,
    'Take chance, time and order out of the solution or the case, or give the limit more room.',
  );

const isExpected = ({ expectedVerdict }: Candidate, verdict: Verdict): boolean =>
  expectedVerdict === null ? verdict !== 'AC' && verdict !== 'CE' : verdict === expectedVerdict;

function wrongVerdict(candidate: Candidate, result: CandidateRun): Problem {
  const expected = candidate.expectedVerdict ?? 'AC';
  const must = `The solution must get ${expected} (${VERDICT_TITLES[expected]}) but got ${result.verdict} (${VERDICT_TITLES[result.verdict]})`;
  if (result.verdict === 'AC') {
    return problemOf(
      candidate,
      `${must}: it passed all ${result.cases.length} cases.`,
      'Add a case that it fails, or move it to solutions/accepted/ if it is right.',
    );
  }
  if (result.verdict === 'CE') {
    return problemOf(
      candidate,
      `${must}: ${errorLine(result.compileOutput ?? '')}`,
      'Mend the source.',
    );
  }
  const failed = result.cases.find(({ verdict }) => verdict === result.verdict);
  return problemOf(
    candidate,
    failed === undefined ? `${must}.` : `${must} ${describeCase(failed)}`,
    expected === 'AC'
      ? 'Mend the solution, or the case if its expected output is wrong.'
      : `Move it to the folder of ${result.verdict} if that is what it is meant to show.`,
  );
}

const wrongStarter = (candidate: Candidate, { verdict, compileOutput }: CandidateRun): Problem =>
  verdict === 'AC'
    ? problemOf(
        candidate,
        'The starter is accepted as it is.',
        'Leave the work to the learner, or add a case that the starter fails.',
      )
    : problemOf(
        candidate,
        `The starter does not compile: ${errorLine(compileOutput ?? '')}`,
        'Mend it: learners begin with what runs.',
      );

const describeCase = ({ name, group, message }: CandidateRun['cases'][number]): string =>
  `in case "${name}" (group ${group}): ${message}`;

const namesOf = (results: readonly CandidateRun[]): string =>
  [...new Set(results.map(({ verdict }) => verdict))].join(' and ');

/** The line that names the error; around it compilers show the source. */
function errorLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const named = lines.find((line) => /error\b/i.test(line));
  return named ?? lines.findLast((line) => line !== '') ?? 'the compiler said nothing';
}

const problemOf = ({ path }: Candidate, message: string, remedy: string): Problem =>
  fileProblem(path, message, remedy);
