import { makeVisible } from '../../../grading/text/visible-text.ts';
import { OutputText } from '../components/output-text.tsx';
import { sideBySide } from './side-by-side.ts';

interface TextDiffProps {
  readonly expected: string;
  readonly actual: string;
}

export function TextDiff({ expected, actual }: TextDiffProps) {
  const rows = sideBySide(expected, actual);
  if (rows === null) {
    return (
      <div class="pair">
        <OutputText label="Expected" text={expected} />
        <OutputText label="Yours" text={actual} />
      </div>
    );
  }
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Expected and yours, line by line">
      <table class="diff">
        <thead>
          <tr>
            <th scope="col">Expected</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ left, right, same }, index) => (
            <tr key={index} class={same ? '' : 'differs'}>
              <Line tag="del" text={left} same={same} />
              <Line tag="ins" text={right} same={same} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly tag: 'del' | 'ins';
  readonly text: string | null;
  readonly same: boolean;
}

function Line({ tag: Tag, text, same }: LineProps) {
  if (text === null) return <td class="absent" />;
  const visible = <bdi>{makeVisible(text)}</bdi>;
  return <td>{same ? visible : <Tag>{visible}</Tag>}</td>;
}
