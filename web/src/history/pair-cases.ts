import type { SubmissionResource } from '../../../grading/resource/resources.ts';

type Result = NonNullable<SubmissionResource['result']>;
export type CaseOf = Result['cases'][number];

/** A case in both results; null where a version of the exercise has it not. */
export interface CasePair {
  readonly name: string;
  readonly before: CaseOf | null;
  readonly after: CaseOf | null;
}

const keyOf = ({ group, name }: CaseOf): string => `${group}/${name}`;

/** All cases of two results, in the order of the newer one; those that are gone come last. */
export function pairCases(before: Result | null, after: Result | null): readonly CasePair[] {
  const older = new Map((before?.cases ?? []).map((one) => [keyOf(one), one]));
  const newer = after?.cases ?? [];
  const known = new Set(newer.map(keyOf));
  return [
    ...newer.map((one) => ({
      ...{ name: one.name, before: older.get(keyOf(one)) ?? null, after: one },
    })),
    ...[...older.values()]
      .filter((one) => !known.has(keyOf(one)))
      .map((one) => ({ name: one.name, before: one, after: null })),
  ];
}

export const hasChanged = ({ before, after }: CasePair): boolean =>
  before?.verdict !== after?.verdict;
