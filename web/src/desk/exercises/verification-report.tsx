import { LANGUAGE_TITLES } from '../../../../grading/manifest/language-names.ts';
import type { VerificationReport } from '../../../../grading/resource/resources.ts';
import { formatBytes, formatDuration } from '../../../../grading/text/units.ts';
import { makeVisible } from '../../../../grading/text/visible-text.ts';
import { DeskTable, numbers } from '../../components/desk-table.tsx';
import { ShareBar } from '../../components/plot/share-bar.tsx';
import { AuthorProblems } from './author-problems.tsx';

type Candidate = VerificationReport['candidates'][number];

/** What running the solutions showed: mistakes first, then each solution, then the limits' room. */
export function VerificationReportView({ report }: { readonly report: VerificationReport }) {
  const { problems, candidates, slowestCases } = report;
  return (
    <>
      {problems.length > 0 && (
        <section class="desk-part" aria-labelledby="mistakes">
          <h2 id="mistakes">Mistakes</h2>
          <AuthorProblems problems={problems} />
        </section>
      )}
      <section class="desk-part" aria-labelledby="solutions">
        <h2 id="solutions">Solutions and starters</h2>
        <Candidates candidates={candidates} />
      </section>
      {slowestCases.length > 0 && <SlowestCases slowestCases={slowestCases} />}
    </>
  );
}

const Candidates = ({ candidates }: Pick<VerificationReport, 'candidates'>) => (
  <DeskTable
    label="Each solution and starter"
    columns={[
      { title: <span class="unseen">As it should be</span> },
      ...['Solution', 'Language', 'Must get', 'Got', 'Slowest case'],
      numbers('Memory'),
    ]}
  >
    {candidates.map((candidate) => (
      <tr key={`${candidate.name} ${candidate.language}`}>
        <td>{candidate.ok ? <Right /> : <Wrong />}</td>
        <th scope="row">
          <bdi>{makeVisible(candidate.name)}</bdi>
        </th>
        <td>{LANGUAGE_TITLES[candidate.language]}</td>
        <td>{candidate.expected ?? 'not AC'}</td>
        <td>{gotOf(candidate)}</td>
        <td class="desk-wide">{slowestOf(candidate)}</td>
        <td class="desk-number">{formatBytes(candidate.peakMemoryBytes)}</td>
      </tr>
    ))}
  </DeskTable>
);

const Right = () => (
  <span class="verification-right">
    ✓<span class="unseen"> yes</span>
  </span>
);

const Wrong = () => (
  <span class="verification-wrong">
    ✗<span class="unseen"> no</span>
  </span>
);

const gotOf = ({ verdicts, failure }: Candidate): string =>
  failure === null ? [...new Set(verdicts)].join(', ') : makeVisible(failure);

const slowestOf = ({ slowestCase }: Candidate): string =>
  slowestCase === null
    ? '–'
    : `${makeVisible(slowestCase.name)}: ${formatDuration(slowestCase.cpuTimeMs)} of ${formatDuration(slowestCase.limitMs)}`;

/** The room that reference solutions leave: half of each limit should stay unused. */
const SlowestCases = ({ slowestCases }: Pick<VerificationReport, 'slowestCases'>) => (
  <section class="desk-part" aria-labelledby="slowest">
    <h2 id="slowest">Room below the time limit</h2>
    <DeskTable
      label="Slowest cases"
      columns={['Case', 'Group', 'Slowest reference solution', { title: 'CPU time', span: 2 }]}
    >
      {slowestCases.slice(0, SHOWN_CASES).map(({ name, group, candidate, cpuTimeMs, limitMs }) => (
        <tr key={`${group} ${name}`}>
          <th scope="row">
            <bdi>{makeVisible(name)}</bdi>
          </th>
          <td>{makeVisible(group)}</td>
          <td>{makeVisible(candidate)}</td>
          <td class="share-cell">
            <ShareBar share={cpuTimeMs / limitMs} tone={cpuTimeMs * 2 > limitMs ? 'bad' : 'good'} />
          </td>
          <td class="desk-number">
            {formatDuration(cpuTimeMs)} <span class="facts">of {formatDuration(limitMs)}</span>
          </td>
        </tr>
      ))}
    </DeskTable>
  </section>
);

/** Those nearest to their limit; the rest has more room still. */
const SHOWN_CASES = 10;
