import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { formatBytes, formatDuration, formatPoints } from '../../../grading/text/units.ts';

/** What each group of cases is worth. */
export function PointsTable({ groups }: Pick<ExerciseResource, 'groups'>) {
  const scored = groups.filter(({ points }) => points > 0);
  return (
    <section aria-labelledby="points">
      <h2 id="points">Points</h2>
      <div class="table-scroll" tabIndex={0} role="group" aria-labelledby="points">
        <table class="facts-table">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col" class="number">
                Cases
              </th>
              <th scope="col" class="number">
                Points
              </th>
            </tr>
          </thead>
          <tbody>
            {scored.map(({ id, title, caseCount, points, scoring }) => (
              <tr key={id}>
                <th scope="row">
                  {title}
                  {scoring === 'all-or-nothing' && <small>all or nothing</small>}
                </th>
                <td class="number">{caseCount}</td>
                <td class="number">{formatPoints(points)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type LimitsProps = Pick<ExerciseResource, 'limits' | 'runtimes'>;

/** Each language with its version and what one case may use. */
export function LimitsTable({ limits, runtimes }: LimitsProps) {
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">Languages and limits of one case</h2>
      <div class="table-scroll" tabIndex={0} role="group" aria-labelledby="limits">
        <table class="facts-table">
          <thead>
            <tr>
              <th scope="col">Language</th>
              {['CPU time', 'In all', 'Memory', 'Output'].map((title) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {limits.map(
              ({ language, limits: { cpuTimeMs, wallTimeMs, memoryBytes, outputBytes } }) => (
                <tr key={language}>
                  <th scope="row">
                    {LANGUAGE_TITLES[language]}
                    <small>{runtimes.find((one) => one.language === language)?.version}</small>
                  </th>
                  <td class="number">{formatDuration(cpuTimeMs)}</td>
                  <td class="number">{formatDuration(wallTimeMs)}</td>
                  <td class="number">{formatBytes(memoryBytes)}</td>
                  <td class="number">{formatBytes(outputBytes)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
