import { Link } from 'wouter-preact';
import { useTitle } from '../state/use-title.ts';

/** The API says no more either: what is another learner's is to the reader as if it were not. */
export function NoSuchSubmission() {
  useTitle('No such submission');
  return (
    <section class="narrow">
      <h1>You have no such submission</h1>
      <p>
        The address may be mistyped, or it is somebody else’s.{' '}
        <Link href="/submissions">My submissions</Link>
      </p>
    </section>
  );
}
