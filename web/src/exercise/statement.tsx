import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { formatPoints } from '../../../grading/text/units.ts';
import Markdown from '../components/markdown.tsx';
import { Sample } from '../components/sample.tsx';
import { ContractFacts } from './contract-facts.tsx';
import { LimitsTable, PointsTable } from './score-facts.tsx';
import { WORKBENCH_ID } from './use-hand-in.ts';

const KINDS = {
  program: 'Program',
  function: 'Function',
  http: 'HTTP service',
  sql: 'SQL',
} as const;

/** What is asked: all of it in one piece, so that nothing moves while it is read. */
export default function Statement({ exercise }: { readonly exercise: ExerciseResource }) {
  const { title, difficulty, points, kind, statement, samples, contract, bestScore } = exercise;
  const best = bestScore === null ? [] : [`your best ${formatPoints(bestScore)}`];
  return (
    <>
      <h1>{title}</h1>
      <p class="facts">
        {[KINDS[kind], difficulty, `${formatPoints(points)} points`, ...best].join(' · ')}
        <a class="to-workbench" href={`#${WORKBENCH_ID}`}>
          To the editor
        </a>
      </p>
      <Markdown text={statement} dialect={contract.kind === 'sql' ? contract.engine : null} />
      <ContractFacts exercise={exercise} />
      {samples.length > 0 && <h2>{samples.length === 1 ? 'Sample' : 'Samples'}</h2>}
      {samples.map((sample, index) => (
        <Sample key={sample.name} sample={sample} open={index === 0} />
      ))}
      <PointsTable groups={exercise.groups} />
      <LimitsTable limits={exercise.limits} runtimes={exercise.runtimes} />
    </>
  );
}
