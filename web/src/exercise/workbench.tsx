import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { ResultPanel } from '../result/result-panel.tsx';
import { useSession } from '../state/session.tsx';
import { CompileProblems } from './compile-problems.tsx';
import { marksOf } from './compile-marks.ts';
import { Solution, type Shown } from './solution.tsx';
import { useHandIn, WORKBENCH_ID } from './use-hand-in.ts';
import { useLanguage } from './use-language.ts';

const FIRST: Shown = { path: null, place: null };

/** The editor with its two buttons, and what came of the last submission. */
export function Workbench({ exercise }: { readonly exercise: ExerciseResource }) {
  const [language, setLanguage] = useLanguage(exercise);
  const [shown, setShown] = useState<Shown>(FIRST);
  const { handIn, sending, problems, id, followed } = useHandIn(exercise);
  const { submission } = followed;
  const result = useRef<HTMLElement>(null);
  const marks = useMemo(
    () => (submission === null || sending ? [] : marksOf(submission)),
    [submission, sending],
  );
  const ofThis = submission?.language === language;
  const marked = useMemo(
    () => (submission === null || !ofThis || marks.length === 0 ? null : { submission, marks }),
    [submission, ofThis, marks],
  );
  useArrival();

  return (
    <section class="workbench" id={WORKBENCH_ID} aria-label="Your solution">
      <Solution
        key={language}
        {...{ exercise, language, shown, onShow: setShown, marked, sending }}
        onLanguage={(next) => {
          setShown(FIRST);
          setLanguage(next);
        }}
        onHandIn={(files, samplesOnly) => {
          void handIn(language, files, samplesOnly);
          result.current?.scrollIntoView({ block: 'nearest' });
        }}
      />
      <section class="result" aria-label="Result" ref={result}>
        {problems.length > 0 && (
          <div class="problem" role="alert">
            {problems.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
        {id === null && !sending ? (
          <p class="nothing">The result of your next try or submission appears here.</p>
        ) : (
          <ResultPanel {...{ followed, sending, exercise }}>
            <CompileProblems
              marks={marks}
              onJump={ofThis ? (place) => setShown({ path: place.path, place }) : null}
            />
          </ResultPanel>
        )}
        <Earlier exerciseId={exercise.id} />
      </section>
    </section>
  );
}

function Earlier({ exerciseId }: { readonly exerciseId: string }) {
  const { user } = useSession();
  if (!user) return null;
  return (
    <p class="earlier">
      <Link href={`/submissions?exercise=${exerciseId}`}>My submissions of this exercise</Link>
    </p>
  );
}

/** Who comes back from signing in can hand in at once. */
function useArrival(): void {
  useEffect(() => {
    if (window.location.hash === `#${WORKBENCH_ID}`) document.getElementById('submit')?.focus();
  }, []);
}
