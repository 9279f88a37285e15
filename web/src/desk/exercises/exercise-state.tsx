import type { AuthoredExerciseResource } from '../../../../grading/resource/resources.ts';

type State = AuthoredExerciseResource['state'];

export const STATE_TITLES: Readonly<Record<State, string>> = {
  published: 'Published',
  hidden: 'Hidden',
  draft: 'Draft',
  gone: 'Folder gone',
  broken: 'Broken folder',
};

/** What it means for learners, in a sentence. */
export const STATE_MEANINGS: Readonly<Record<State, string>> = {
  published: 'Learners find it and hand in solutions.',
  hidden: 'Learners do not find it. What they handed in stays.',
  draft: 'Nobody but instructors knows of it until a version is published.',
  gone: "Its folder is not on the server's disk any more, so learners do not find it. Publish a version to have it back.",
  broken:
    "Its folder on the server's disk has problems. Learners do not find it until they are mended.",
};

const TONES: Readonly<Record<State, string>> = {
  published: 'desk-tag-good',
  hidden: 'desk-tag-quiet',
  draft: '',
  gone: 'desk-tag-warn',
  broken: 'desk-tag-warn',
};

export const ExerciseState = ({ state }: { readonly state: State }) => (
  <span class={`desk-tag ${TONES[state]}`}>{STATE_TITLES[state]}</span>
);
