import type { SubmissionResource } from '../../../grading/resource/resources.ts';

export type ResultResource = NonNullable<SubmissionResource['result']>;
export type CaseResource = ResultResource['cases'][number];
export type FeedbackResource = NonNullable<CaseResource['sampleFeedback']>;
export type FeedbackOf<K extends FeedbackResource['kind']> = Extract<FeedbackResource, { kind: K }>;

/** What keeps a case from being accepted, and is the learner's to mend. */
export const hasFailed = ({ verdict }: CaseResource): boolean =>
  verdict !== 'AC' && verdict !== 'SK';
