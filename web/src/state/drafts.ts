import type { ExerciseResource } from '../../../grading/resource/resources.ts';

export type SourceFile = ExerciseResource['starters'][number]['files'][number];
export type Language = ExerciseResource['languages'][number];

const keyOf = (exerciseId: string, language: Language): string =>
  `assay:draft:${exerciseId}:${language}`;

const isFile = (value: unknown): value is SourceFile =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'content' in value &&
  typeof value.path === 'string' &&
  typeof value.content === 'string';

/** Null where there is none, or the browser keeps nothing, or what it kept is not ours. */
export function readDraft(exerciseId: string, language: Language): readonly SourceFile[] | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(exerciseId, language)) ?? 'null');
    return Array.isArray(found) && found.length > 0 && found.every(isFile) ? found : null;
  } catch {
    return null;
  }
}

/** Where storage is full or forbidden, work goes on; only a reload would lose the draft. */
export function writeDraft(id: string, language: Language, files: readonly SourceFile[]): boolean {
  try {
    localStorage.setItem(keyOf(id, language), JSON.stringify(files));
    return true;
  } catch {
    return false;
  }
}
