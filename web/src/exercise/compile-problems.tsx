import { plural } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import type { Place } from './code-view.ts';
import type { CompileMark } from './compile-marks.ts';

interface CompileProblemsProps {
  readonly marks: readonly CompileMark[];
  /** Null: the submission is of another language than the one that is shown. */
  readonly onJump: ((place: Place) => void) | null;
}

/** What is marked in the editor, as a list to read and to jump from. */
export function CompileProblems({ marks, onJump }: CompileProblemsProps) {
  if (marks.length === 0) return null;
  return (
    <section class="compile-problems" aria-label="Marked lines">
      <h3>{plural(marks.length, 'marked line')}</h3>
      <ul>
        {marks.map((mark, index) => (
          <li key={index} class={mark.severity}>
            {onJump === null ? (
              <span>{placeText(mark)}</span>
            ) : (
              <button
                type="button"
                class="link"
                aria-label={`Go to ${placeText(mark)}`}
                onClick={() => onJump({ path: mark.path, line: mark.line, column: mark.column })}
              >
                {placeText(mark)}
              </button>
            )}
            <span class="complaint">{makeVisible(mark.message)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const placeText = ({ path, line, column }: CompileMark): string =>
  `${makeVisible(path)}, line ${line}${column === null ? '' : `, column ${column}`}`;
