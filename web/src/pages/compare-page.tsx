import { lazy, Suspense } from 'preact/compat';
import { Link } from 'wouter-preact';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { isNotFound } from '../api-client.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Moment } from '../components/moment.tsx';
import { NoSuchSubmission } from '../history/no-such-submission.tsx';
import { ResultsCompared } from '../history/results-compared.tsx';
import { useTitles } from '../state/use-titles.ts';
import { useResource } from '../state/use-resource.ts';
import { useTitle } from '../state/use-title.ts';
import '../styles/history.css';

const FileDifference = lazy(() => import('../history/file-difference.tsx'));

interface ComparePageProps {
  readonly id: string;
  readonly other: string;
}

export default function ComparePage({ id, other }: ComparePageProps) {
  useTitle('Two submissions compared');
  const one = useResource<SubmissionResource>(`submissions/${encodeURIComponent(id)}`);
  const two = useResource<SubmissionResource>(`submissions/${encodeURIComponent(other)}`);
  const failed = one.state === 'failed' ? one : two.state === 'failed' ? two : null;
  if (failed !== null) {
    return isNotFound(failed.error) ? <NoSuchSubmission /> : <PageFailure {...failed} />;
  }
  if (one.state !== 'ready' || two.state !== 'ready') return <Loading what="both" />;
  const isOlder = one.value.createdAt <= two.value.createdAt;
  const [before, after] = isOlder ? [one.value, two.value] : [two.value, one.value];
  return <Comparison before={before} after={after} />;
}

interface ComparisonProps {
  readonly before: SubmissionResource;
  readonly after: SubmissionResource;
}

function Comparison({ before, after }: ComparisonProps) {
  const titles = useTitles();
  const title = titles.get(after.exerciseId) ?? after.exerciseId;
  const other = titles.get(before.exerciseId) ?? before.exerciseId;
  const sameExercise = before.exerciseId === after.exerciseId;
  return (
    <section class="history">
      <div>
        <h1>{sameExercise ? title : `${other} and ${title}`}: two submissions</h1>
        <p class="facts">
          <Link href={`/submissions/${before.id}`}>
            the one of <Moment time={before.createdAt} />
          </Link>{' '}
          and{' '}
          <Link href={`/submissions/${after.id}`}>
            the one of <Moment time={after.createdAt} />
          </Link>
        </p>
      </div>
      {before.contentHash !== after.contentHash && (
        <p class="note">
          {sameExercise
            ? 'The exercise changed between the two: cases may differ.'
            : 'These are solutions of different exercises.'}
        </p>
      )}
      <ResultsCompared {...{ before, after }} />
      <FilesCompared {...{ before, after }} />
    </section>
  );
}

function FilesCompared({ before, after }: ComparisonProps) {
  const contentIn = (files: SubmissionResource['files'], path: string): string =>
    files.find((file) => file.path === path)?.content ?? '';
  const differs = (path: string): boolean =>
    contentIn(before.files, path) !== contentIn(after.files, path);
  const all = [...new Set([...after.files, ...before.files].map(({ path }) => path))];
  const paths = [...all.filter(differs), ...all.filter((path) => !differs(path))];
  return (
    <>
      {paths.map((path) => {
        const [older, newer] = [contentIn(before.files, path), contentIn(after.files, path)];
        return (
          <section key={path} class="difference" aria-label={makeVisible(path)}>
            <h2>
              <bdi>{makeVisible(path)}</bdi>
            </h2>
            {!differs(path) ? (
              <p class="facts">The same in both.</p>
            ) : (
              <Suspense fallback={<Loading what="the differences" />}>
                <FileDifference {...{ path, before: older, after: newer }} />
              </Suspense>
            )}
          </section>
        );
      })}
    </>
  );
}
