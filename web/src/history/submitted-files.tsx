import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { CodeBlock } from '../components/code-block.tsx';

/** What was handed in, to be read. */
export function SubmittedFiles({
  files,
  language,
}: Pick<SubmissionResource, 'files' | 'language'>) {
  return (
    <section aria-label="What was handed in">
      <h2>What was handed in</h2>
      {files.map(({ path, content }) => (
        <details key={path} class="submission-file" open>
          <summary>
            <bdi>{makeVisible(path)}</bdi>
          </summary>
          <CodeBlock label={makeVisible(path)} text={content} language={language} />
        </details>
      ))}
    </section>
  );
}
