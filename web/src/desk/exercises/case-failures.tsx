import type { StatisticsResource } from '../../../../grading/resource/resources.ts';
import { DeskTable, numbers } from '../../components/desk-table.tsx';
import { Share } from './shares.tsx';

/** Which case fails most: at the top, as what an author looks at first. */
export function CaseFailures({ cases }: Pick<StatisticsResource, 'cases'>) {
  const rateOf = ({ runs, failures }: (typeof cases)[number]): number =>
    runs === 0 ? 0 : failures / runs;
  const worstFirst = [...cases].sort((a, b) => rateOf(b) - rateOf(a));
  return (
    <section class="desk-part" aria-labelledby="cases">
      <h2 id="cases">Cases that fail most</h2>
      <DeskTable
        label="Failures by case"
        columns={['Case', 'Group', numbers('Runs'), { title: 'Failed', span: 2 }]}
      >
        {worstFirst.map(({ name, group, sample, runs, failures }) => (
          <tr key={`${group} ${name}`}>
            <th scope="row">
              {name} {sample && <span class="desk-tag desk-tag-quiet">sample</span>}
            </th>
            <td>{group}</td>
            <td class="desk-number">{runs}</td>
            <Share count={failures} of={runs} tone="bad" />
          </tr>
        ))}
      </DeskTable>
    </section>
  );
}
