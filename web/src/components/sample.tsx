import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { DataTable } from './data-table.tsx';
import { OutputText } from './output-text.tsx';

type SampleResource = ExerciseResource['samples'][number];

/** A sample as it is before anybody submits. */
export function Sample({ sample }: { readonly sample: SampleResource }) {
  return (
    <details>
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
          {sample.args.length > 0 && <OutputText label="Arguments" text={sample.args.join('\n')} />}
          <Files files={sample.files} />
          <div class="pair">
            <OutputText label="Input" text={sample.stdin} />
            <OutputText label="Output" text={sample.expectedStdout} />
          </div>
        </>
      );
    case 'function':
      return (
        <div class="pair">
          <OutputText label="Call" text={sample.call} />
          <OutputText label="Returns" text={sample.expected} />
        </div>
      );
    case 'http':
      return sample.steps.map(({ request, expected }, index) => (
        <div key={index} class="pair">
          <OutputText label="Request" text={request} />
          <OutputText label="Expected" text={expected} />
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
  files.map(({ path, content }) => <OutputText key={path} label={path} text={content} />);
