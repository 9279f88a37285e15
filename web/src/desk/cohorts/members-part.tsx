import { useState } from 'preact/hooks';
import type { CohortMemberResource } from '../../../../grading/resource/resources.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import type { CohortProps } from './join-card.tsx';
import { ListEnd } from '../../components/list-end.tsx';
import { MemberTable } from './member-table.tsx';
import { useMembers, type MemberChange } from './use-members.ts';
import { useSettled } from '../../state/use-settled.ts';

/** What is asked before it is done. */
const ASKED: Readonly<Record<MemberChange, { title: string; text: string; action: string }>> = {
  remove: {
    title: 'Take them out of the cohort?',
    text: 'They leave this gradebook. Their submissions and scores stay theirs, and with the join code they can come back.',
    action: 'Take out',
  },
  instructor: {
    title: 'Make them an instructor here?',
    text: 'They will see the marks and submissions of all learners of this cohort, and may do all that you may.',
    action: 'Make instructor',
  },
  learner: {
    title: 'Make them a learner here?',
    text: 'They will see nobody’s marks any more, and stand in the gradebook.',
    action: 'Make learner',
  },
};

const learners = (member: CohortMemberResource | null): number =>
  member?.role === 'learner' ? 1 : 0;

export function MembersPart({ cohort, setCohort }: CohortProps) {
  const [q, setQ] = useState('');
  const { pages, members, change } = useMembers(cohort.id, useSettled(q.trim()));
  const [asked, setAsked] = useState<{ member: CohortMemberResource; to: MemberChange } | null>(
    null,
  );
  const { busy, problem, run } = useAction();
  const confirm = ({ member, to }: NonNullable<typeof asked>): void => {
    setAsked(null);
    void run(async () => {
      const now = await change(member.id, to);
      const learnerCount = cohort.learnerCount - learners(member) + learners(now);
      setCohort({ ...cohort, learnerCount });
    });
  };
  return (
    <section class="desk-part" aria-labelledby="members-title">
      <h2 id="members-title">Members</h2>
      <form class="desk-toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          Search by name
          <input
            {...{ type: 'search', value: q, maxLength: 80 }}
            onInput={({ currentTarget }) => setQ(currentTarget.value)}
          />
        </label>
      </form>
      <ProblemNote problem={problem} />
      {members.length > 0 && (
        <MemberTable
          {...{ cohortId: cohort.id, members, busy }}
          ask={(member, to) => setAsked({ member, to })}
        />
      )}
      <ListEnd {...{ pages }} what="members" empty="Nobody in this cohort has a name like that." />
      {asked !== null && (
        <ConfirmDialog
          {...ASKED[asked.to]}
          text={`${asked.member.displayName} (${asked.member.username}): ${ASKED[asked.to].text}`}
          onConfirm={() => confirm(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
