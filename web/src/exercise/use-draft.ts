import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { entryFile } from '../../../grading/manifest/languages.ts';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import {
  forgetReplaced,
  readDraft,
  readReplaced,
  removeDraft,
  sameFiles,
  watchDraft,
  writeDraft,
  type Language,
  type SourceFile,
} from '../state/drafts.ts';

/** What a learner works on: from the draft of this browser, else from the exercise's starter. */
export interface DraftEditing {
  readonly files: readonly SourceFile[];
  /** Counts changes that the editor did not make itself. */
  readonly revision: number;
  /** False: the browser does not keep it. */
  readonly kept: boolean;
  /** The exercise has changed since the draft was begun. */
  readonly outdated: boolean;
  /** What can be taken back, in words; null: nothing. */
  readonly undoable: string | null;
  /** The editor's own. */
  readonly changeContent: (path: string, content: string) => void;
  /** Files added, renamed, removed; `undo` offers the way back. */
  readonly changeFiles: (files: readonly SourceFile[], undo?: Undo) => void;
  readonly startOver: () => void;
  readonly undo: () => void;
  /** The draft counts as one of the exercise as it is now. */
  readonly acceptVersion: () => void;
}

/** What undoes a change; it may come after later ones, which it leaves as they are where it can. */
export interface Undo {
  /** What happened, in a sentence. */
  readonly what: string;
  readonly restore: (files: readonly SourceFile[]) => readonly SourceFile[];
  /** The version of the exercise that the restored files were begun for; absent: as it is now. */
  readonly contentHash?: string | null;
}

interface State {
  readonly files: readonly SourceFile[];
  readonly contentHash: string | null;
  readonly revision: number;
  readonly kept: boolean;
  readonly undo: Undo | null;
}

export function startersOf(exercise: ExerciseResource, language: Language): readonly SourceFile[] {
  const starter = exercise.starters.find((each) => each.language === language)?.files ?? [];
  // A text editor of the browser has no other ends of lines.
  if (starter.length > 0) {
    return starter.map(({ path, content }) => ({
      path,
      content: content.replaceAll('\r\n', '\n'),
    }));
  }
  return [{ path: entryFile(exercise.kind, language) ?? 'main', content: '' }];
}

export function useDraft(exercise: ExerciseResource, language: Language): DraftEditing {
  const { id, contentHash } = exercise;
  const [state, setState] = useState<State>(() => firstState(exercise, language));
  const latest = useRef(state);

  const take = useCallback((next: State): void => {
    latest.current = next;
    setState(next);
  }, []);

  /** Keeps it in the browser, too. What equals the starter is no draft: a new starter replaces it. */
  const keep = useCallback(
    (next: Omit<State, 'kept'>): void => {
      const untouched = sameFiles(next.files, startersOf(exercise, language));
      if (untouched) removeDraft(id, language);
      forgetReplaced(id, language);
      const kept = untouched || writeDraft(id, language, next.files, next.contentHash);
      take({ ...next, kept });
    },
    [exercise, language, id, take],
  );

  // Another tab's changes are shown as they are made, so that neither overwrites the other's.
  useEffect(
    () =>
      watchDraft(id, language, () => {
        const draft = readDraft(id, language);
        const files = draft?.files ?? startersOf(exercise, language);
        const { current } = latest;
        if (!current.kept || sameFiles(files, current.files)) return;
        const found = draft?.contentHash ?? contentHash;
        take({ ...current, files, contentHash: found, revision: current.revision + 1 });
      }),
    [exercise, language, id, contentHash, take],
  );

  const replace = (files: readonly SourceFile[], hash: string | null, undo: State['undo']): void =>
    keep({ ...latest.current, files, contentHash: hash, undo, revision: state.revision + 1 });

  return {
    ...{ files: state.files, revision: state.revision, kept: state.kept },
    outdated: state.contentHash !== null && state.contentHash !== contentHash,
    undoable: state.undo?.what ?? null,
    changeContent: (path, content) => {
      const { current } = latest;
      const files = current.files.map((file) => (file.path === path ? { path, content } : file));
      keep({ ...current, files });
    },
    changeFiles: (files, undo) => replace(files, latest.current.contentHash, undo ?? null),
    startOver: () => {
      const { files } = latest.current;
      const undo = { what: 'The starter is back.', restore: () => files };
      replace(startersOf(exercise, language), contentHash, undo);
    },
    undo: () => {
      const { undo, files, contentHash: hash } = latest.current;
      if (undo === null) return;
      const again = { what: 'Your files are back.', restore: () => files, contentHash: hash };
      const restored = undo.contentHash === undefined ? hash : undo.contentHash;
      replace(undo.restore(files), restored, again);
    },
    acceptVersion: () => keep({ ...latest.current, contentHash }),
  };
}

function firstState(exercise: ExerciseResource, language: Language): State {
  const draft = readDraft(exercise.id, language);
  return {
    files: draft?.files ?? startersOf(exercise, language),
    contentHash: draft === null ? exercise.contentHash : draft.contentHash,
    ...{ revision: 0, kept: true, undo: undoReplacement(exercise.id, language) },
  };
}

/** An earlier submission was restored over another draft, and nothing has been written since. */
function undoReplacement(exerciseId: string, language: Language): Undo | null {
  const replaced = readReplaced(exerciseId, language);
  if (replaced === null) return null;
  const { files, contentHash } = replaced;
  return {
    ...{ what: 'An earlier submission is in the editor.', restore: () => files, contentHash },
  };
}
