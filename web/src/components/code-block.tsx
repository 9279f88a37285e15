import { useEffect, useRef } from 'preact/hooks';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import type { SqlDialectName } from '../exercise/modes/sql.ts';
import { CopyButton } from './copy-button.tsx';
import '../styles/code.css';

interface CodeBlockProps {
  readonly label: string;
  readonly text: string;
  /** A language or a file's extension; absent: no colours. */
  readonly language?: string;
  readonly dialect?: SqlDialectName | null;
  /** Long lines are broken rather than scrolled. */
  readonly wraps?: boolean;
}

/** What an author wrote, to be copied; source is coloured once its language's parser has come. */
export function CodeBlock({
  label,
  text,
  language,
  dialect = null,
  wraps = false,
}: CodeBlockProps) {
  const code = useRef<HTMLElement>(null);
  const visible = makeVisible(text);
  useEffect(() => {
    if (language === undefined) return;
    let stale = false;
    void import('./highlight-code.ts')
      .then(({ highlighted }) => highlighted(visible, language, dialect))
      .then((nodes) => {
        if (nodes !== null && !stale) code.current?.replaceChildren(nodes);
      });
    return () => {
      stale = true;
    };
  }, [visible, language, dialect]);
  return (
    <div class="copyable code-block">
      <pre tabIndex={0} role="group" aria-label={label} class={wraps ? 'wraps' : ''}>
        <code key={visible} ref={code}>
          {visible}
        </code>
      </pre>
      <CopyButton what={label} text={text} />
    </div>
  );
}
