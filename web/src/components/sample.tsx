import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { CodeBlock } from './code-block.tsx';
import { DataTable } from './data-table.tsx';

type SampleResource = ExerciseResource['samples'][number];

interface SampleProps {
  readonly sample: SampleResource;
  /** The first is read most. */
  readonly open: boolean;
}

/** A sample as it is before anybody submits. */
export function Sample({ sample, open }: SampleProps) {
  return (
    <details class="sample" open={open}>
      <summary>{sample.name}</summary>
      <SampleBody sample={sample} />
    </details>
  );
}

function SampleBody({ sample }: { readonly sample: SampleResource }) {
  switch (sample.kind) {
    case 'program':
      return (
        <>
          {sample.args.length > 0 && <SampleText label="Arguments" text={sample.args.join('\n')} />}
          <Files files={sample.files} />
          <div class="pair">
            <SampleText label="Input" text={sample.stdin} />
            <SampleText label="Output" text={sample.expectedStdout} />
          </div>
          {sample.expectedExitCode !== 0 && <p>Ends with exit code {sample.expectedExitCode}.</p>}
        </>
      );
    case 'function':
      return (
        <div class="pair">
          <SampleText label="Call" text={sample.call} />
          <SampleText label="Returns" text={sample.expected} />
        </div>
      );
    case 'http':
      return sample.steps.map(({ request, expected }, index) => (
        <div key={index} class="pair">
          <SampleText label="Request" text={request} />
          <SampleText label="Expected" text={expected} />
        </div>
      ));
    case 'sql':
      return (
        <>
          <Files files={sample.database} />
          {sample.tables.map((table, index) => (
            <DataTable key={index} {...table} />
          ))}
          <ul>
            {sample.checks.map((check) => (
              <li key={check}>{check}</li>
            ))}
          </ul>
        </>
      );
  }
}

interface FilesProps {
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

const Files = ({ files }: FilesProps) =>
  files.map(({ path, content }) => <SampleText key={path} label={path} text={content} />);

function SampleText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <figure class="output">
      <figcaption>{label}</figcaption>
      {text === '' ? <p class="nothing">nothing</p> : <CodeBlock {...{ label, text }} />}
    </figure>
  );
}
