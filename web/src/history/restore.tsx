import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource, SubmissionResource } from '../../../grading/resource/resources.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { rememberLanguage } from '../exercise/use-language.ts';
import { readDraft, replaceDraft, sameFiles } from '../state/drafts.ts';

interface RestoreProps {
  readonly submission: SubmissionResource;
  readonly exercise: ExerciseResource;
}

/** Makes what was handed in the draft again; a draft that is something else is asked about first. */
export function Restore({ submission, exercise }: RestoreProps) {
  const { files, language, contentHash } = submission;
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const restore = (): void => {
    replaceDraft(exercise.id, language, { files, contentHash });
    rememberLanguage(exercise, language);
    navigate(`/exercises/${exercise.id}`);
  };
  const begin = (): void => {
    const draft = readDraft(exercise.id, language);
    if (draft === null || sameFiles(draft.files, files)) restore();
    else setAsking(true);
  };
  return (
    <>
      <button type="button" onClick={begin}>
        Restore into the editor
      </button>
      {asking && (
        <ConfirmDialog
          title="Replace your draft?"
          text={`Your draft of this exercise in ${LANGUAGE_TITLES[language]} is something else. You can take it back in the editor until you write on.`}
          action="Replace it"
          onConfirm={restore}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
