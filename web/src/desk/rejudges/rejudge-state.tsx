import type { RejudgeResource } from '../../../../grading/resource/resources.ts';

const WORDS = {
  grading: 'Grading',
  ready: 'Ready to decide',
  applying: 'Being applied',
  applied: 'Applied',
  discarded: 'Discarded',
} as const;

export function RejudgeState({ state }: Pick<RejudgeResource, 'state'>) {
  const quiet = state === 'applied' || state === 'discarded';
  return <span class={`desk-tag ${quiet ? 'desk-tag-quiet' : ''}`}>{WORDS[state]}</span>;
}
