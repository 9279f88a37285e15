import { useEffect, useState } from 'preact/hooks';
import { copyText } from './copy-text.ts';
import '../styles/code.css';

/** How long a button says what came of it. */
const TELL_MS = 1500;

/** Stands beside the `pre` that it copies. */
interface CopyButtonProps {
  /** For who does not see what it stands at: "Input". */
  readonly what: string;
  readonly text: string;
}

export function CopyButton({ what, text }: CopyButtonProps) {
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), TELL_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async ({ parentElement }: HTMLElement): Promise<void> =>
    setTold(await copyText(text, parentElement?.querySelector('pre') ?? null));
  return (
    <button type="button" class="copy" onClick={(event) => void copy(event.currentTarget)}>
      <span aria-live="polite">{told ?? 'Copy'}</span>
      <span class="unseen"> {what}</span>
    </button>
  );
}
