import { lazy, Suspense } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { entryFile } from '../../../grading/manifest/languages.ts';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { call } from '../api-client.ts';
import { Loading } from '../components/loading.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { readDraft, writeDraft, type Language, type SourceFile } from '../state/drafts.ts';
import { useSession } from '../state/session.tsx';
import { useSubmission } from '../state/use-submission.ts';

const Editor = lazy(() => import('./editor.tsx'));

const startersOf = (exercise: ExerciseResource, language: Language): readonly SourceFile[] =>
  exercise.starters.find((starter) => starter.language === language)?.files ?? [
    { path: entryFile(exercise.kind, language) ?? 'main', content: '' },
  ];

/** The editor, the two buttons, and what came of the last submission. */
export function Workbench({ exercise }: { readonly exercise: ExerciseResource }) {
  const [language, setLanguage] = useState<Language>(exercise.languages[0] ?? 'python');
  const [round, setRound] = useState(0);
  const starters = startersOf(exercise, language);
  const [drafts, setDrafts] = useState<Partial<Record<Language, readonly SourceFile[]>>>({});
  const files = drafts[language] ?? readDraft(exercise.id, language) ?? starters;
  const change = (path: string, content: string): void => {
    const next = files.map((file) => (file.path === path ? { path, content } : file));
    setDrafts({ ...drafts, [language]: next });
    writeDraft(exercise.id, language, next);
  };
  const startOver = (): void => {
    if (!confirm('Throw away what you wrote, and begin with the starter again?')) return;
    setDrafts({ ...drafts, [language]: starters });
    writeDraft(exercise.id, language, starters);
    setRound(round + 1);
  };
  return (
    <section class="workbench" aria-label="Your solution">
      <div class="bar">
        <label>
          Language{' '}
          <select
            value={language}
            onChange={({ currentTarget }) => setLanguage(currentTarget.value as Language)}
          >
            {exercise.languages.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button type="button" class="quiet" onClick={startOver}>
          Start over
        </button>
      </div>
      <Files key={`${language}-${round}`} {...{ files, language, change }} />
      <HandIn {...{ exercise, language, files }} />
    </section>
  );
}

interface FilesProps {
  readonly files: readonly SourceFile[];
  readonly language: Language;
  readonly change: (path: string, content: string) => void;
}

function Files({ files, language, change }: FilesProps) {
  const [path, setPath] = useState(files[0]?.path ?? '');
  const content = files.find((file) => file.path === path)?.content ?? '';
  return (
    <>
      <div class="files">
        {files.map((file) => (
          <button
            key={file.path}
            type="button"
            class="quiet"
            aria-pressed={file.path === path}
            onClick={() => setPath(file.path)}
          >
            {file.path}
          </button>
        ))}
      </div>
      <Suspense fallback={<div class="editor" />}>
        <Editor
          key={path}
          {...{ path, language, content }}
          onChange={(text) => change(path, text)}
        />
      </Suspense>
      <p class="keys">
        <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves the editor.
      </p>
    </>
  );
}

interface HandInProps {
  readonly exercise: ExerciseResource;
  readonly language: Language;
  readonly files: readonly SourceFile[];
}

/** The submission's id stands in the address, so that a reload follows the same one. */
function HandIn({ exercise, language, files }: HandInProps) {
  const { user } = useSession();
  const [search, setSearch] = useSearchParams();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = user ? search.get('submission') : null;
  const followed = useSubmission(id);

  const handIn = async (samplesOnly: boolean): Promise<void> => {
    if (!user || sending) return;
    setSending(true);
    setProblem(null);
    try {
      const body = { exerciseId: exercise.id, language, files, samplesOnly };
      const { id: created } = await call<SubmissionResource>('POST', 'submissions', { body });
      setSearch({ submission: created }, { replace: true });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      void handIn(!event.shiftKey);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  if (user === undefined) return <Loading what="your account" />;
  if (user === null) {
    return (
      <p class="invite">
        <Link href="/sign-in">Sign in</Link> or <Link href="/register">register</Link> to hand in.
        What you write is kept in this browser.
      </p>
    );
  }
  return (
    <>
      <div class="bar">
        <button type="button" class="quiet" disabled={sending} onClick={() => void handIn(true)}>
          Try samples <kbd>Ctrl+Enter</kbd>
        </button>
        <button type="button" disabled={sending} onClick={() => void handIn(false)}>
          Submit <kbd>Ctrl+Shift+Enter</kbd>
        </button>
      </div>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <section class="result" aria-label="Result">
        {id === null && !sending ? (
          <p class="nothing">The result of your next try or submission appears here.</p>
        ) : (
          <ResultPanel {...{ followed, sending, exercise }} />
        )}
      </section>
    </>
  );
}
