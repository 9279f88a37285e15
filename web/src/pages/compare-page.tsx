import { lazy, Suspense } from 'preact/compat';
import { Link } from 'wouter-preact';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { PageFailure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { Moment } from '../components/moment.tsx';
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
  useTitle('Two submissions');
  const one = useResource<SubmissionResource>(`submissions/${encodeURIComponent(id)}`);
  const two = useResource<SubmissionResource>(`submissions/${encodeURIComponent(other)}`);
  if (one.state === 'failed') return <PageFailure {...one} />;
  if (two.state === 'failed') return <PageFailure {...two} />;
  if (one.state === 'loading' || two.state === 'loading') return <Loading what="both" />;
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
  return (
    <section class="history">
      <div>
        <h1>{title}: two submissions</h1>
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
      <ResultsCompared {...{ before, after }} />
      <FilesCompared {...{ before, after }} />
    </section>
  );
}

function FilesCompared({ before, after }: ComparisonProps) {
  const contentIn = (files: SubmissionResource['files'], path: string): string =>
    files.find((file) => file.path === path)?.content ?? '';
  const paths = [...new Set([...after.files, ...before.files].map(({ path }) => path))];
  return (
    <>
      {paths.map((path) => {
        const [older, newer] = [contentIn(before.files, path), contentIn(after.files, path)];
        return (
          <section key={path} aria-label={path}>
            <h2>
              <bdi>{path}</bdi>
            </h2>
            {older === newer ? (
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
