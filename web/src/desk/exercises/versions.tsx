import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type {
  AuthoredExerciseResource,
  ExerciseVersionResource,
  VerificationResource,
} from '../../../../grading/resource/resources.ts';
import { call } from '../../api-client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ACTIONS, DeskTable, numbers } from '../../components/desk-table.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAction } from '../../state/use-action.ts';
import { useAllPages } from '../../state/use-all-pages.ts';
import { publishQuestion } from './publish-question.ts';
import { VerificationMark } from './verification-mark.tsx';

interface VersionsProps {
  readonly exercise: AuthoredExerciseResource;
  /** Something has changed: what is shown of the exercise is to be read again. */
  readonly onChange: () => void;
}

/** Every version that the server has, newest first: verified and published from here. */
export function Versions({ exercise, onChange }: VersionsProps) {
  const { id, contentHash } = exercise;
  const [round, setRound] = useState(0);
  const found = useAllPages<ExerciseVersionResource>(`exercises/${id}/versions?limit=100`, round);
  const [asking, setAsking] = useState<ExerciseVersionResource | null>(null);
  const [, navigate] = useLocation();
  const { busy, problem, run } = useAction();
  const verify = (hash: string): void => {
    void run(async () => {
      const path = `exercises/${id}/versions/${hash}/verifications`;
      const verification = await call<VerificationResource>('POST', path);
      navigate(`/desk/verifications/${verification.id}`);
    });
  };
  const publish = (hash: string): void => {
    setAsking(null);
    void run(async () => {
      await call('POST', `exercises/${id}/versions/${hash}/publish`);
      setRound((before) => before + 1);
      onChange();
    });
  };
  if (found.state === 'failed') return <Failure {...found} />;
  if (found.state === 'loading') return <Loading what="the versions" />;
  const isOffered = (version: ExerciseVersionResource): boolean =>
    version.contentHash === contentHash && exercise.state === 'published';
  return (
    <section class="desk-part" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ProblemNote problem={problem} />
      <DeskTable
        label="All versions"
        columns={['Version', 'From', 'Verified', numbers('Submissions'), ACTIONS]}
      >
        {found.value.map((version) => (
          <tr key={version.contentHash}>
            <th scope="row">
              <code>{version.contentHash.slice(0, HASH_DIGITS)}</code>{' '}
              {version.isCurrent && <span class="desk-tag desk-tag-quiet">current</span>}
            </th>
            <td class="desk-wide">
              {originOf(version)} <Moment time={version.createdAt} />
            </td>
            <td>
              <VerificationMark found={version.verification} />
            </td>
            <td class="desk-number">{version.submissions}</td>
            <td class="desk-row-actions">
              <VersionButtons
                {...{ version, busy, isOffered: isOffered(version) }}
                onVerify={() => verify(version.contentHash)}
                onPublish={() => setAsking(version)}
              />
            </td>
          </tr>
        ))}
      </DeskTable>
      {asking !== null && (
        <ConfirmDialog
          {...publishQuestion(exercise, asking)}
          onConfirm={() => publish(asking.contentHash)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

/** As people tell versions apart. */
const HASH_DIGITS = 10;

const originOf = ({ source, uploadedBy, isInFolder }: ExerciseVersionResource): string => {
  if (source === 'upload') return uploadedBy === null ? 'Uploaded' : `Uploaded by ${uploadedBy},`;
  return isInFolder ? 'In the folder since' : 'Was in the folder,';
};

interface VersionButtonsProps {
  readonly version: ExerciseVersionResource;
  readonly busy: boolean;
  readonly isOffered: boolean;
  readonly onVerify: () => void;
  readonly onPublish: () => void;
}

function VersionButtons({ version, busy, isOffered, onVerify, onPublish }: VersionButtonsProps) {
  const name = <span class="unseen"> version {version.contentHash.slice(0, HASH_DIGITS)}</span>;
  const { verification, hasSolutions } = version;
  const isUnderWay = verification?.state === 'queued' || verification?.state === 'running';
  return (
    <>
      {hasSolutions ? (
        <button type="button" class="quiet small" disabled={busy || isUnderWay} onClick={onVerify}>
          Verify{name}
        </button>
      ) : (
        <span class="facts">no solutions here</span>
      )}{' '}
      {!isOffered && (
        <button type="button" class="small" disabled={busy} onClick={onPublish}>
          Publish{name}
        </button>
      )}
    </>
  );
}
