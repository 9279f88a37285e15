import { useState } from 'preact/hooks';
import type { SubmissionResource } from '../../../grading/resource/resources.ts';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import { CodeBlock } from '../components/code-block.tsx';
import { FileTabs, PANEL_ID, tabId } from '../exercise/file-tabs.tsx';

const depthOf = (path: string): number => path.split('/').length;

/** What was handed in, to be read: one file as it is, several with a tab each. */
export function SubmittedFiles({
  files,
  language,
}: Pick<SubmissionResource, 'files' | 'language'>) {
  const [chosen, setChosen] = useState<string | null>(null);
  // The file that the grader starts with lies at the top, and is what a reader looks for.
  const ordered = [...files].sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const shown = files.find(({ path }) => path === chosen) ?? ordered[0];
  if (shown === undefined) return null;
  const { path, content } = shown;
  const code = (
    <CodeBlock key={path} label={makeVisible(path)} text={content} language={language} />
  );
  return (
    <section class="submitted" aria-label="What was handed in">
      <h2>What was handed in</h2>
      {files.length > 1 ? (
        <>
          <FileTabs files={ordered} shown={path} onShow={setChosen} />
          <div id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(path)}>
            {code}
          </div>
        </>
      ) : (
        <>
          <p class="submitted-name">
            <bdi>{makeVisible(path)}</bdi>
          </p>
          {code}
        </>
      )}
    </section>
  );
}
