import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import type { Language } from '../state/drafts.ts';

interface LanguageChoiceProps {
  readonly exercise: ExerciseResource;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** A choice where there is one; the version that grades stands beside it once a worker told it. */
export function LanguageChoice({ exercise, language, onLanguage }: LanguageChoiceProps) {
  const { version = null } = exercise.runtimes.find((one) => one.language === language) ?? {};
  return (
    <span class="language-choice">
      {exercise.languages.length === 1 ? (
        <span>{version ?? LANGUAGE_TITLES[language]}</span>
      ) : (
        <>
          <label for="language">Language</label>
          <select
            id="language"
            value={language}
            onChange={({ currentTarget }) => onLanguage(currentTarget.value as Language)}
          >
            {exercise.languages.map((name) => (
              <option key={name} value={name}>
                {LANGUAGE_TITLES[name]}
              </option>
            ))}
          </select>
          <small>{version}</small>
        </>
      )}
    </span>
  );
}
