import { useMemo } from 'preact/hooks';
import { DataTable } from '../components/data-table.tsx';
import { OutputText } from '../components/output-text.tsx';
import { HttpFeedback } from './http-feedback.tsx';
import type { FeedbackOf, FeedbackResource } from './result-types.ts';
import { tableDifferences } from './table-differences.ts';
import { TextDiff } from './text-diff.tsx';

interface SampleFeedbackProps {
  readonly feedback: FeedbackResource;
  /** Then what came is shown alone: there is nothing to compare. */
  readonly accepted: boolean;
}

/** What went in, what came out, and what should have, each kind in its own way. */
export function SampleFeedback({ feedback, accepted }: SampleFeedbackProps) {
  switch (feedback.kind) {
    case 'program':
      return <ProgramFeedback {...feedback} accepted={accepted} />;
    case 'function':
      return <FunctionFeedback {...feedback} accepted={accepted} />;
    case 'http':
      return <HttpFeedback {...feedback} />;
    case 'sql':
      return <SqlFeedback {...feedback} accepted={accepted} />;
  }
}

interface OptionalProps {
  readonly label: string;
  readonly text: string | null;
}

const Optional = ({ label, text }: OptionalProps) =>
  text === null || text === '' ? null : <OutputText label={label} text={text} />;

type Judged<K extends FeedbackResource['kind']> = FeedbackOf<K> & { readonly accepted: boolean };

function ProgramFeedback(feedback: Judged<'program'>) {
  const { args, stdin, expectedStdout, actualStdout, stderr, accepted } = feedback;
  return (
    <>
      <Optional label="Arguments" text={args.join('\n')} />
      <Optional label="Input" text={stdin} />
      {accepted ? (
        <OutputText label="Your output" text={actualStdout} />
      ) : (
        <TextDiff expected={expectedStdout} actual={actualStdout} />
      )}
      <Optional label="Error output" text={stderr} />
    </>
  );
}

function FunctionFeedback(feedback: Judged<'function'>) {
  const { call, expected, actual, printed, error, accepted } = feedback;
  return (
    <>
      <OutputText label="Call" text={call} />
      {actual === null ? (
        <OutputText label="Expected" text={expected} />
      ) : accepted ? (
        <OutputText label="Returned" text={actual} />
      ) : (
        <TextDiff expected={expected} actual={actual} mine="Returned" />
      )}
      <Optional label="Error" text={error} />
      <Optional label="Printed" text={printed} />
    </>
  );
}

function SqlFeedback({ query, tables, error, plan, accepted }: Judged<'sql'>) {
  const [first, second] = tables;
  const differences = useMemo(
    () => (accepted || !first || !second ? null : tableDifferences(first, second)),
    [accepted, first, second],
  );
  return (
    <>
      <Optional label="Query" text={query} />
      <Optional label="Error" text={error} />
      {tables.length > 0 && (
        <div class="pair">
          {tables.map((table, index) => {
            const differing = [differences?.expected, differences?.actual][index];
            return <DataTable key={index} {...table} {...(differing ? { differing } : {})} />;
          })}
        </div>
      )}
      <Optional label="Plan" text={plan} />
    </>
  );
}
