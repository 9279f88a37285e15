import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { readStored, removeStored, watchStored, writeStored } from './storage.ts';

export type SourceFile = ExerciseResource['starters'][number]['files'][number];
export type Language = ExerciseResource['languages'][number];

/** What a learner wrote for an exercise in a language and has in this browser. */
export interface Draft {
  readonly files: readonly SourceFile[];
  /** The version of the exercise that it was begun for; null: not known. */
  readonly contentHash: string | null;
}

const keyOf = (exerciseId: string, language: Language): string => `draft:${exerciseId}:${language}`;

const replacedKeyOf = (exerciseId: string, language: Language): string =>
  `replaced:${exerciseId}:${language}`;

const isFile = (value: unknown): value is SourceFile =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'content' in value &&
  typeof value.path === 'string' &&
  typeof value.content === 'string';

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'files' in value &&
  'contentHash' in value &&
  (typeof value.contentHash === 'string' || value.contentHash === null) &&
  Array.isArray(value.files) &&
  value.files.length > 0 &&
  value.files.every(isFile);

/** Null where there is none, or what the browser kept is not ours. */
export const readDraft = (exerciseId: string, language: Language): Draft | null =>
  readAt(keyOf(exerciseId, language));

function readAt(key: string): Draft | null {
  try {
    const found: unknown = JSON.parse(readStored(key) ?? 'null');
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

/** False where storage is full or forbidden: work goes on; only a reload would lose the draft. */
export const writeDraft = (
  exerciseId: string,
  language: Language,
  files: readonly SourceFile[],
  contentHash: string | null = null,
): boolean =>
  writeStored(keyOf(exerciseId, language), JSON.stringify({ files, contentHash } satisfies Draft));

export const removeDraft = (exerciseId: string, language: Language): void =>
  removeStored(keyOf(exerciseId, language));

/** Puts something else in a draft's place; what was there is kept, to be taken back. */
export function replaceDraft(exerciseId: string, language: Language, draft: Draft): void {
  const before = readDraft(exerciseId, language);
  if (before !== null && !sameFiles(before.files, draft.files)) {
    writeStored(replacedKeyOf(exerciseId, language), JSON.stringify(before));
  }
  writeDraft(exerciseId, language, draft.files, draft.contentHash);
}

/** What `replaceDraft` took the place of; null: nothing, or it was let go. */
export const readReplaced = (exerciseId: string, language: Language): Draft | null =>
  readAt(replacedKeyOf(exerciseId, language));

/** Once the learner writes on, there is nothing to be taken back any more. */
export const forgetReplaced = (exerciseId: string, language: Language): void =>
  removeStored(replacedKeyOf(exerciseId, language));

/** Calls when another tab of this browser may have changed the draft. */
export const watchDraft = (
  exerciseId: string,
  language: Language,
  changed: () => void,
): (() => void) => watchStored(keyOf(exerciseId, language), changed);

export const sameFiles = (a: readonly SourceFile[], b: readonly SourceFile[]): boolean =>
  a.length === b.length &&
  a.every(({ path, content }, at) => path === b[at]?.path && content === b[at].content);
