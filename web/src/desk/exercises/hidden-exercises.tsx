import type { HiddenExercises as Hidden } from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { useResource } from '../../state/use-resource.ts';

/** What was taken out of the catalogue, with the way back; nothing where there is none. */
export function HiddenExercises({ onPublished }: { readonly onPublished: () => void }) {
  const hidden = useResource<Hidden>('hidden-exercises');
  const { busy, problem, run } = useAction();
  const publish = (id: string): void => {
    void run(async () => {
      await call('PUT', `exercises/${id}/visibility`, { body: { hidden: false } });
      hidden.reload();
      onPublished();
    });
  };
  if (hidden.state !== 'ready' || hidden.value.items.length === 0) return null;
  return (
    <section class="desk-part" aria-labelledby="hidden">
      <h2 id="hidden">Hidden</h2>
      <ProblemNote problem={problem} />
      <div class="desk-table-box" tabIndex={0} role="region" aria-label="Hidden exercises">
        <table class="desk-table">
          <tbody>
            {hidden.value.items.map(({ id, title, phase }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>{phase}</td>
                <td class="desk-row-actions">
                  <button
                    {...{ type: 'button', class: 'quiet small', disabled: busy }}
                    onClick={() => publish(id)}
                  >
                    Publish<span class="unseen"> {title}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
