import { Link } from 'wouter-preact';

export function NotFoundPage() {
  return (
    <section class="narrow">
      <h1>There is no such page</h1>
      <p>
        The address may be old or mistyped. <Link href="/">All exercises</Link>
      </p>
    </section>
  );
}
