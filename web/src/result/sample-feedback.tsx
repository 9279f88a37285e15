import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { OutputText } from '../components/output-text.tsx';
import { DataTable } from '../components/data-table.tsx';
import { TextDiff } from './text-diff.tsx';

type Feedback = NonNullable<
  NonNullable<SubmissionResource['result']>['cases'][number]['sampleFeedback']
>;
type Of<K extends Feedback['kind']> = Extract<Feedback, { kind: K }>;

export function SampleFeedback({ feedback }: { readonly feedback: Feedback }) {
  switch (feedback.kind) {
    case 'program':
      return <ProgramFeedback {...feedback} />;
    case 'function':
      return <FunctionFeedback {...feedback} />;
    case 'http':
      return <HttpFeedback {...feedback} />;
    case 'sql':
      return <SqlFeedback {...feedback} />;
  }
}

const Optional = ({ label, text }: { readonly label: string; readonly text: string | null }) =>
  text === null || text === '' ? null : <OutputText label={label} text={text} />;

function ProgramFeedback({ args, stdin, expectedStdout, actualStdout, stderr }: Of<'program'>) {
  return (
    <>
      <Optional label="Arguments" text={args.join('\n')} />
      <Optional label="Input" text={stdin} />
      <TextDiff expected={expectedStdout} actual={actualStdout} />
      <Optional label="Error output" text={stderr} />
    </>
  );
}

function FunctionFeedback({ call, expected, actual, printed, error }: Of<'function'>) {
  return (
    <>
      <OutputText label="Call" text={call} />
      {actual === null ? (
        <OutputText label="Expected" text={expected} />
      ) : (
        <TextDiff {...{ expected, actual }} />
      )}
      <Optional label="Error" text={error} />
      <Optional label="Printed" text={printed} />
    </>
  );
}

function HttpFeedback({ exchanges, stderr }: Of<'http'>) {
  return (
    <>
      {exchanges.map(({ request, response, problem }, index) => (
        <div key={index} class="exchange">
          <div class="pair">
            <OutputText label="Request" text={request} />
            <OutputText label="Your answer" text={response} />
          </div>
          {problem !== null && <p class="problem">{makeVisible(problem)}</p>}
        </div>
      ))}
      <Optional label="Error output" text={stderr} />
    </>
  );
}

function SqlFeedback({ query, tables, error, plan }: Of<'sql'>) {
  return (
    <>
      <Optional label="Query" text={query} />
      <div class="pair">
        {tables.map((table, index) => (
          <DataTable key={index} {...table} />
        ))}
      </div>
      <Optional label="Error" text={error} />
      <Optional label="Plan" text={plan} />
    </>
  );
}
