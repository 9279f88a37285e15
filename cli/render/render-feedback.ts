import { block, clipLine, INDENT, quote, type ShownFeedback } from './render-block.ts';
import { renderDiff } from './render-diff.ts';
import { layoutColumns, type Colors } from './terminal-style.ts';

type FeedbackOf<K extends ShownFeedback['kind']> = Extract<ShownFeedback, { kind: K }>;

/** What a failed sample shows of itself, by kind. The resource must be sanitized already. */
export function renderFeedback(feedback: ShownFeedback, colors: Colors): string[] {
  switch (feedback.kind) {
    case 'program':
      return renderProgram(feedback, colors);
    case 'function':
      return renderFunction(feedback, colors);
    case 'http':
      return renderHttp(feedback, colors);
    case 'sql':
      return renderSql(feedback, colors);
  }
}

function renderProgram(feedback: FeedbackOf<'program'>, colors: Colors): string[] {
  return [
    ...block('arguments', feedback.args.map(quote).join(' '), colors),
    ...block('input', feedback.stdin, colors),
    ...difference('output', feedback.expectedStdout, feedback.actualStdout, colors),
    ...block('standard error', feedback.stderr, colors),
  ];
}

function renderFunction(feedback: FeedbackOf<'function'>, colors: Colors): string[] {
  const returned =
    feedback.actual === null
      ? block('expected', feedback.expected, colors)
      : difference('returned', feedback.expected, feedback.actual, colors);
  return [
    ...block('call', feedback.call, colors),
    ...returned,
    ...block('error', feedback.error ?? '', colors),
    ...block('printed', feedback.printed, colors),
  ];
}

function renderHttp(feedback: FeedbackOf<'http'>, colors: Colors): string[] {
  return [
    ...feedback.exchanges.flatMap(({ request, response, problem }) => [
      ...block('request', request, colors),
      ...block('answer', response, colors),
      ...block('problem', problem ?? '', colors),
    ]),
    ...block('printed', feedback.stderr, colors),
  ];
}

function renderSql(feedback: FeedbackOf<'sql'>, colors: Colors): string[] {
  return [
    ...block('query', feedback.query ?? '', colors),
    ...feedback.tables.flatMap((table) => block(table.title, tableText(table), colors)),
    ...block('error', feedback.error ?? '', colors),
    ...block('plan', feedback.plan ?? '', colors),
  ];
}

type ShownTable = FeedbackOf<'sql'>['tables'][number];

/** Columns side by side; the text "NULL" has quotes, which tells it from no value. */
export function tableText({ columns, rows, omittedRows }: Omit<ShownTable, 'title'>): string {
  const cells = rows.map((row) => row.map(cellShown));
  const rule = columns.map((column) => '-'.repeat(column.length));
  const lines = layoutColumns([columns.map(oneLine), rule, ...cells]);
  if (rows.length === 0) lines.push('(no rows)');
  if (omittedRows > 0) lines.push(`(${omittedRows} more rows)`);
  return lines.join('\n');
}

const cellShown = (value: string | null): string => {
  if (value === null) return 'NULL';
  return value === 'NULL' ? "'NULL'" : oneLine(value);
};

const oneLine = (text: string): string => clipLine(text.replaceAll('\n', '⏎'));

function difference(title: string, expected: string, actual: string, colors: Colors): string[] {
  if (expected === actual) return block(title, actual, colors);
  return [
    `${INDENT}${colors.bold(title)} ${colors.dim('(- expected, + yours)')}`,
    ...renderDiff(expected, actual, colors).map((line) => `${INDENT}  ${line}`),
  ];
}
