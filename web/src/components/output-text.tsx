import { makeVisible } from '../../../grading/text/visible-text.ts';
import '../styles/result.css';

/** More than this in one block makes a browser crawl; the rest is told by its length. */
const SHOWN_CHARACTERS = 20_000;

interface OutputTextProps {
  readonly label: string;
  readonly text: string;
}

/** What a program or an author wrote, as text: controls visible, direction isolated, bounded. */
export function OutputText({ label, text }: OutputTextProps) {
  const omitted = text.length - SHOWN_CHARACTERS;
  return (
    <figure class="output">
      <figcaption>{label}</figcaption>
      {text === '' ? (
        <p class="nothing">nothing</p>
      ) : (
        // Focusable, so that a keyboard can scroll it.
        <pre tabIndex={0} aria-label={label} role="region">
          {makeVisible(text.slice(0, SHOWN_CHARACTERS))}
        </pre>
      )}
      {omitted > 0 && <p class="nothing">… and {omitted.toLocaleString()} more characters</p>}
    </figure>
  );
}
