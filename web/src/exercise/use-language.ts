import { useState } from 'preact/hooks';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import type { Language } from '../state/drafts.ts';
import { readStored, writeStored } from '../state/storage.ts';

const LAST_USED = 'language';
const keyOf = (exerciseId: string): string => `${LAST_USED}:${exerciseId}`;

/** What was used last for this exercise, else for any, else the first that it offers. */
function firstLanguage({ id, languages }: ExerciseResource): Language {
  const wanted = [readStored(keyOf(id)), readStored(LAST_USED)];
  const known = wanted.map((name) => languages.find((language) => language === name));
  return known.find((language) => language !== undefined) ?? languages[0] ?? 'python';
}

/** The exercise's page opens with it from now on. */
export function rememberLanguage({ id, languages }: ExerciseResource, language: Language): void {
  writeStored(keyOf(id), language);
  // One that is offered alone was not chosen.
  if (languages.length > 1) writeStored(LAST_USED, language);
}

export function useLanguage(
  exercise: ExerciseResource,
): readonly [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(() => firstLanguage(exercise));
  const choose = (next: Language): void => {
    setLanguage(next);
    rememberLanguage(exercise, next);
  };
  return [language, choose];
}
