import { LANGUAGE_TITLES } from '../../../../grading/manifest/language-names.ts';
import type { StatisticsResource } from '../../../../grading/resource/resources.ts';
import { ShareBar } from '../../components/plot/share-bar.tsx';
import { VerdictBadge } from '../../components/verdict-badge.tsx';

const PERCENT = 100;

/** How submissions ended, and in which languages they were. */
export function Shares({ found }: { readonly found: StatisticsResource }) {
  const { verdicts, languages, submissions } = found;
  return (
    <section class="desk-part" aria-labelledby="verdicts">
      <h2 id="verdicts">Verdicts</h2>
      <table class="share-table">
        <caption class="unseen">Submissions by verdict</caption>
        <tbody>
          {verdicts.map(({ verdict, count }) => (
            <tr key={verdict}>
              <th scope="row">
                <VerdictBadge verdict={verdict} />
              </th>
              <Share {...{ count, of: submissions, tone: verdict === 'AC' ? 'good' : 'bad' }} />
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Languages</h2>
      <table class="share-table">
        <caption class="unseen">Submissions by language</caption>
        <tbody>
          {languages.map(({ language, count }) => (
            <tr key={language}>
              <th scope="row">{LANGUAGE_TITLES[language]}</th>
              <Share {...{ count, of: submissions, tone: 'plain' }} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ShareProps {
  readonly count: number;
  readonly of: number;
  readonly tone: string;
}

/** Two cells: the bar, and what it says. */
export const Share = ({ count, of, tone }: ShareProps) => (
  <>
    <td class="share-cell">
      <ShareBar share={of === 0 ? 0 : count / of} tone={tone} />
    </td>
    <td class="desk-number">
      {count} <span class="facts">{of === 0 ? 0 : Math.round((count / of) * PERCENT)} %</span>
    </td>
  </>
);
