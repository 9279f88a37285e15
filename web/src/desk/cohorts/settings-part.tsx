import { useState } from 'preact/hooks';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { changeCohort } from './change-cohort.ts';
import { JoinCard, type CohortProps } from './join-card.tsx';
import { NameDialog } from './name-dialog.tsx';

/** The name, the way in, and the end of a cohort. */
export function SettingsPart({ cohort, setCohort }: CohortProps) {
  const [isNaming, setNaming] = useState(false);
  const { busy, problem, run } = useAction();
  const { id, name, archived } = cohort;
  const rename = async (wanted: string): Promise<void> => {
    setCohort(await changeCohort(id, { name: wanted }));
    setNaming(false);
  };
  return (
    <div class="cohort-settings">
      <JoinCard {...{ cohort, setCohort }} />
      <section class="desk-card" aria-labelledby="name-title">
        <h2 id="name-title">Name</h2>
        <p>
          <bdi>{name}</bdi>
        </p>
        <button type="button" class="quiet small" onClick={() => setNaming(true)}>
          Rename
        </button>
      </section>
      <section class="desk-card" aria-labelledby="archive-title">
        <h2 id="archive-title">{archived ? 'This cohort is archived' : 'The end of the course'}</h2>
        <p>
          {archived
            ? 'Nobody can join. Restore it, and it is as it was.'
            : 'An archived cohort takes nobody in and is folded away in your list. Members, submissions and scores stay.'}
        </p>
        <button
          {...{ type: 'button', class: 'quiet small', disabled: busy }}
          onClick={() =>
            void run(async () => setCohort(await changeCohort(id, { archived: !archived })))
          }
        >
          {archived ? 'Restore' : 'Archive'}
        </button>
        <ProblemNote problem={problem} />
      </section>
      {isNaming && (
        <NameDialog
          {...{ title: 'Rename cohort', action: 'Rename', start: name, onName: rename }}
          onClose={() => setNaming(false)}
        />
      )}
    </div>
  );
}
