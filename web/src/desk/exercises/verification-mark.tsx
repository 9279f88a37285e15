import { Link } from 'wouter-preact';
import type { VerificationSummary } from '../../../../grading/resource/resources.ts';

/** In a word or two; null: nobody has asked for it. */
export function verificationText(found: VerificationSummary | null): string {
  if (found === null) return 'Not verified';
  if (found.stale) return 'Solutions changed since';
  if (found.state === 'queued') return 'Waits to be verified';
  if (found.state === 'running') return `Verifying, ${found.done} of ${found.total || '…'}`;
  if (found.state === 'failed') return 'Could not be verified';
  return found.ok === true ? 'Sound' : 'Not sound';
}

function toneOf(found: VerificationSummary | null): string {
  if (found === null || found.stale) return 'desk-tag-quiet';
  if (found.state === 'queued' || found.state === 'running') return '';
  return found.ok === true ? 'desk-tag-good' : 'desk-tag-warn';
}

/** How the newest verification stands, with the way to it. */
export function VerificationMark({ found }: { readonly found: VerificationSummary | null }) {
  const mark = <span class={`desk-tag ${toneOf(found)}`}>{verificationText(found)}</span>;
  return found === null ? mark : <Link href={`/desk/verifications/${found.id}`}>{mark}</Link>;
}
