import { lazy, Suspense } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import type { Language, SourceFile } from '../state/drafts.ts';
import { useSession } from '../state/session.tsx';
import { ActionBar } from './action-bar.tsx';
import type { Place } from './code-view.ts';
import { standingMarks, type CompileMark } from './compile-marks.ts';
import { DraftNotes } from './draft-notes.tsx';
import { FileBar } from './file-bar.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { PANEL_ID, tabId } from './file-tabs.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useDraft } from './use-draft.ts';

const Editor = lazy(() => import('./editor.tsx'));
const KEYS_ID = 'editor-keys';

/** The file that is shown, and where its cursor is wanted. */
export interface Shown {
  /** Null: the first. */
  readonly path: string | null;
  readonly place: Place | null;
}

interface SolutionProps {
  readonly exercise: ExerciseResource;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  /** The submission of this language whose complaints are marked; null: none. */
  readonly marked: {
    readonly submission: SubmissionResource;
    readonly marks: readonly CompileMark[];
  } | null;
  readonly sending: boolean;
  readonly onHandIn: (files: readonly SourceFile[], samplesOnly: boolean) => void;
}

/** The files of one language: language, tabs, editor, notes, and the buttons that hand them in. */
export function Solution(props: SolutionProps) {
  const { exercise, language, onLanguage, shown, onShow, marked, sending, onHandIn } = props;
  const { user } = useSession();
  const draft = useDraft(exercise, language);
  const [startingOver, setStartingOver] = useState(false);
  const { files } = draft;
  const file = files.find(({ path }) => path === shown.path) ?? files[0];
  // Of the draft as it is when the result comes; from then on the editor moves them.
  const marks = useMemo(
    () => (marked === null ? [] : standingMarks(marked.marks, marked.submission.files, files)),
    [marked],
  );
  useWarnBeforeLeaving(!draft.kept);
  if (file === undefined) return null;
  const dialect = exercise.contract.kind === 'sql' ? exercise.contract.engine : null;

  return (
    <div class="solution">
      <div class="toolbar">
        <LanguageChoice {...{ exercise, language, onLanguage }} />
        <button type="button" class="link" onClick={() => setStartingOver(true)}>
          Start over
        </button>
      </div>
      <FileBar
        {...{ exercise, language, draft, shown: file.path }}
        errorsIn={(path) => marks.filter((mark) => mark.path === path).length}
        onShow={(path) => onShow({ path, place: null })}
      />
      <div id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(file.path)}>
        <Suspense fallback={<div class="editor" aria-busy="true" />}>
          <Editor
            {...{ file, dialect, marks, revision: draft.revision, target: shown.place }}
            {...{ describedBy: KEYS_ID, onChange: draft.changeContent }}
          />
        </Suspense>
      </div>
      <p class="keys" id={KEYS_ID}>
        <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves the editor.
        {marks.length > 0 && (
          <>
            {' '}
            <kbd>F8</kbd> goes to the next mark.
          </>
        )}
      </p>
      <ActionBar busy={sending} onHandIn={(samplesOnly) => onHandIn(files, samplesOnly)} />
      <DraftNotes
        {...{ draft, signedIn: user !== null, onStartOver: () => setStartingOver(true) }}
      />
      {startingOver && (
        <ConfirmDialog
          title="Start over?"
          text="Your files of this language give way to the starter. You can take it back until you leave this page."
          action="Start over"
          onClose={() => setStartingOver(false)}
          onConfirm={() => {
            draft.startOver();
            onShow({ path: null, place: null });
            setStartingOver(false);
          }}
        />
      )}
    </div>
  );
}

/** The browser asks before a reload loses what it could not keep. */
function useWarnBeforeLeaving(unkept: boolean): void {
  useEffect(() => {
    if (!unkept) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unkept]);
}
