import type {
  AuthoredExerciseResource,
  ExerciseVersionResource,
} from '../../../../grading/resource/resources.ts';
import { verificationText } from './verification-mark.tsx';

/** What publishing a version means, asked before it is done. */
export function publishQuestion(
  { title, state, submissions }: AuthoredExerciseResource,
  { verification }: Pick<ExerciseVersionResource, 'verification'>,
): { readonly title: string; readonly text: string; readonly action: string } {
  const isSound = verification?.ok === true && !verification.stale;
  const warning = isSound
    ? ''
    : ` This version: ${verificationText(verification).toLowerCase()}; whether its own solutions get their verdicts is not known to be so.`;
  const before =
    state === 'published' && submissions > 0
      ? ' Submissions of before keep their version and their score; rejudge them if they should not.'
      : '';
  return {
    title: `Publish "${title}"?`,
    text: `Learners have this version from now on.${before}${warning}`,
    action: isSound ? 'Publish it' : 'Publish it all the same',
  };
}
