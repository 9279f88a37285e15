import { useMemo, useState } from 'preact/hooks';
import { windowOf, withContext } from '../../../grading/text/diff-layout.ts';
import { diffTextLines, shownTexts, type DiffRow } from '../../../grading/text/line-diff.ts';
import { plural } from '../../../grading/text/units.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { OutputText } from '../components/output-text.tsx';

/** Of one line; what differs is within. */
const MAX_LINE_CHARACTERS = 400;
const SHOWN_ROWS = 40;

interface TextDiffProps {
  readonly expected: string;
  readonly actual: string;
  /** What came, in a word: `Yours`, `Returned`. */
  readonly mine?: string;
}

/** Two texts side by side where there is room, one under the other where there is not. */
export function TextDiff({ expected, actual, mine = 'Yours' }: TextDiffProps) {
  const [more, setMore] = useState(false);
  const { rows, omittedCharacters } = useMemo(
    () => diffTextLines(makeVisible(expected), makeVisible(actual)),
    [expected, actual],
  );
  const lines = useMemo(() => withContext(rows), [rows]);
  const shown = more ? lines : lines.slice(0, SHOWN_ROWS);
  const hidden = lines.length - shown.length;
  const isCut = omittedCharacters > 0 || rows.some(isLong);
  return (
    <div class="diff-box">
      <div class="diff" role="table" aria-label={`Expected and ${mine.toLowerCase()}, by lines`}>
        <div role="row" class="diff-head">
          <span role="columnheader">Expected</span>
          <span role="columnheader">{mine}</span>
        </div>
        {shown.map((line, index) =>
          typeof line === 'number' ? (
            <Left key={index} count={line} />
          ) : (
            <Row key={index} row={line} />
          ),
        )}
      </div>
      {actual === '' && <p class="nothing">{mine}: nothing was printed.</p>}
      {omittedCharacters > 0 && (
        <p class="more">… {omittedCharacters.toLocaleString()} more characters were not compared</p>
      )}
      {hidden > 0 && (
        <button type="button" class="quiet small" onClick={() => setMore(true)}>
          Show {plural(hidden, 'more line')}
        </button>
      )}
      {isCut && <Whole {...{ expected, actual, mine }} />}
    </div>
  );
}

const isLong = ({ expected, actual }: DiffRow): boolean =>
  Math.max(expected?.text.length ?? 0, actual?.text.length ?? 0) > MAX_LINE_CHARACTERS;

function Whole({ expected, actual, mine }: Required<TextDiffProps>) {
  return (
    <details>
      <summary>Both texts as they are</summary>
      <div class="pair">
        <OutputText label="Expected" text={expected} />
        <OutputText label={mine} text={actual} />
      </div>
    </details>
  );
}

function Left({ count }: { readonly count: number }) {
  return (
    <div role="row" class="diff-left">
      <span role="cell" aria-colspan={2}>
        {plural(count, 'equal line')}
      </span>
    </div>
  );
}

function Row({ row }: { readonly row: DiffRow }) {
  const { expected, actual } = shownTexts(row);
  return (
    <div role="row" class={row.same ? 'diff-same' : 'diff-changed'}>
      <Line tag={row.same ? 'span' : 'del'} text={expected} other={row.same ? null : actual} />
      <Line tag={row.same ? 'span' : 'ins'} text={actual} other={row.same ? null : expected} />
    </div>
  );
}

interface LineProps {
  readonly tag: 'del' | 'ins' | 'span';
  readonly text: string | null;
  readonly other: string | null;
}

function Line({ tag: Tag, text, other }: LineProps) {
  if (text === null) return <span role="cell" class="absent" />;
  const { before, head, changed, tail, after } = windowOf(text, other, MAX_LINE_CHARACTERS);
  return (
    <span role="cell">
      <Tag>
        {before > 0 && <Omitted count={before} />}
        <bdi>
          {head}
          {changed !== '' && <mark>{changed}</mark>}
          {tail}
        </bdi>
        {after > 0 && <Omitted count={after} />}
      </Tag>
    </span>
  );
}

const Omitted = ({ count }: { readonly count: number }) => (
  <small class="omitted">… {count.toLocaleString()} more characters </small>
);
