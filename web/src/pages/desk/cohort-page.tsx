import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { CohortResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { ApiProblem } from '../../api-client.ts';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { AssignmentsPart } from '../../desk/cohorts/assignments-part.tsx';
import { openAssignments } from '../../desk/cohorts/change-cohort.ts';
import { GradebookPart } from '../../desk/cohorts/gradebook-part.tsx';
import { MembersPart } from '../../desk/cohorts/members-part.tsx';
import { NotMine } from '../../desk/cohorts/not-mine.tsx';
import { SettingsPart } from '../../desk/cohorts/settings-part.tsx';
import {
  partHref,
  PARTS,
  useCohortAddress,
  type CohortPart,
} from '../../desk/cohorts/use-cohort-address.ts';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { useResource } from '../../state/use-resource.ts';
import '../../styles/cohorts.css';

const NOT_FOUND = 404;
const UP = { href: '/desk', text: 'Cohorts' };

export default function CohortPage({ id }: { readonly id: string }) {
  const found = useResource<CohortResource>(`cohorts/${encodeURIComponent(id)}`);
  const [changed, setCohort] = useState<CohortResource | null>(null);
  const cohort = changed ?? (found.state === 'ready' ? found.value : null);
  if (cohort?.role === 'instructor') return <Cohort {...{ cohort, setCohort }} />;
  const isAbsent =
    cohort !== null ||
    (found.state === 'failed' &&
      found.error instanceof ApiProblem &&
      found.error.status === NOT_FOUND);
  if (isAbsent) return <NotMine title="You teach no such cohort" />;
  return (
    <DeskFrame title="Cohort" up={UP}>
      {found.state === 'failed' ? <Failure {...found} /> : <Loading what="the cohort" />}
    </DeskFrame>
  );
}

const PART_TITLES: Readonly<Record<CohortPart, string>> = {
  gradebook: 'Gradebook',
  assignments: 'Assignments',
  members: 'Members',
  settings: 'Joining and settings',
};
const PART = {
  gradebook: GradebookPart,
  assignments: AssignmentsPart,
  members: MembersPart,
  settings: SettingsPart,
} as const;

interface CohortProps {
  readonly cohort: CohortResource;
  readonly setCohort: (cohort: CohortResource) => void;
}

function Cohort({ cohort, setCohort }: CohortProps) {
  const { address } = useCohortAddress(cohort.id);
  const Part = PART[address.part];
  return (
    <DeskFrame
      title={cohort.name}
      up={UP}
      lead={
        <>
          {plural(cohort.learnerCount, 'learner')}, {plural(openAssignments(cohort), 'assignment')}{' '}
          open
          {cohort.archived && (
            <>
              {' '}
              <span class="desk-tag desk-tag-warn">archived</span>
            </>
          )}
        </>
      }
    >
      <nav class="cohort-parts" aria-label="Parts of the cohort">
        {PARTS.map((part) => (
          <Link
            key={part}
            href={partHref(cohort.id, part)}
            {...(part === address.part && { 'aria-current': 'page' })}
          >
            {PART_TITLES[part]}
          </Link>
        ))}
      </nav>
      <Part {...{ cohort, setCohort }} />
    </DeskFrame>
  );
}
