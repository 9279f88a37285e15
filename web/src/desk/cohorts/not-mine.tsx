import { Link } from 'wouter-preact';
import { DeskFrame } from '../desk-frame.tsx';

/** The API says no more either: what is another's is to the reader as if it were not. */
export const NotMine = ({ title }: { readonly title: string }) => (
  <DeskFrame title={title}>
    <p>
      The address may be mistyped, or it belongs to a cohort of somebody else.{' '}
      <Link href="/desk">My cohorts</Link>
    </p>
  </DeskFrame>
);
