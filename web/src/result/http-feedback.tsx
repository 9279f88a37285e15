import { makeVisible } from '../../../grading/text/visible-text.ts';
import { OutputText } from '../components/output-text.tsx';
import type { FeedbackOf } from './result-types.ts';

/** Of the first line of a request or an answer: enough to know it by. */
const TITLE_CHARACTERS = 80;

/** A conversation, step by step; the one in which something was wrong is open. */
export function HttpFeedback({ exchanges, stderr }: FeedbackOf<'http'>) {
  return (
    <>
      <ol class="exchanges">
        {exchanges.map((exchange, index) => (
          <li key={index}>
            <Exchange {...exchange} />
          </li>
        ))}
      </ol>
      {stderr !== '' && <OutputText label="What the service printed" text={stderr} />}
    </>
  );
}

const firstLine = (text: string): string => {
  const [line = ''] = text.slice(0, TITLE_CHARACTERS + 1).split('\n', 1);
  const visible = makeVisible(line.slice(0, TITLE_CHARACTERS));
  return line.length > TITLE_CHARACTERS ? `${visible}…` : visible;
};

function Exchange({ request, response, problem }: FeedbackOf<'http'>['exchanges'][number]) {
  return (
    <details open={problem !== null}>
      <summary>
        <bdi class="code">{firstLine(request)}</bdi>
        {response !== '' && (
          <>
            <span aria-hidden="true"> → </span>
            <bdi class="code">{firstLine(response)}</bdi>
          </>
        )}
        {problem !== null && <span class="chip chip-bad">not as expected</span>}
      </summary>
      {problem !== null && <p class="message problem">{makeVisible(problem)}</p>}
      <div class="pair">
        <OutputText label="Request" text={request} />
        <OutputText label="Your answer" text={response} />
      </div>
    </details>
  );
}
