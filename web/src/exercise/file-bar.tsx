import { useState } from 'preact/hooks';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import type { Language } from '../state/drafts.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { NameDialog } from './file-dialogs.tsx';
import { fileNameProblem, isEntry, takesMoreFiles } from './file-names.ts';
import { FileTabs } from './file-tabs.tsx';
import type { DraftEditing } from './use-draft.ts';

interface FileBarProps {
  readonly exercise: ExerciseResource;
  readonly language: Language;
  readonly draft: DraftEditing;
  readonly shown: string;
  readonly errorsIn: (path: string) => number;
  readonly onShow: (path: string) => void;
}

type Asking = 'add' | 'rename' | 'delete' | null;

/** The files of a solution: to choose from, to add to, to rename and to delete. */
export function FileBar({ exercise, language, draft, shown, errorsIn, onShow }: FileBarProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const { files, changeFiles } = draft;
  const fixed = isEntry(exercise, language, shown);
  const ask = (what: Asking) => (): void => setAsking(fixed && what !== 'add' ? null : what);
  const close = (): void => setAsking(null);

  const add = (path: string): void => {
    changeFiles([...files, { path, content: '' }]);
    onShow(path);
    close();
  };
  const rename = (path: string): void => {
    changeFiles(files.map((file) => (file.path === shown ? { ...file, path } : file)));
    onShow(path);
    close();
  };
  const remove = (): void => {
    const removed = files.filter(({ path }) => path === shown);
    const rest = files.filter(({ path }) => path !== shown);
    changeFiles(rest, {
      what: `${shown} is deleted.`,
      restore: (later) => [...later.filter(({ path }) => path !== shown), ...removed],
    });
    onShow(rest[0]?.path ?? '');
    close();
  };
  const problemOf = (path: string): string | null =>
    fileNameProblem(files, path, asking === 'rename' ? shown : null);

  return (
    <div class="file-bar">
      <FileTabs
        {...{ files, shown, errorsIn, onShow }}
        onRename={ask('rename')}
        onDelete={ask('delete')}
      />
      {takesMoreFiles(exercise) && (
        <span class="file-acts">
          <button type="button" class="link" onClick={ask('add')}>
            Add file
          </button>
          {/* The grader starts with the first file: it is there, under its name. */}
          {!fixed && (
            <>
              <button type="button" class="link" onClick={ask('rename')}>
                Rename
              </button>
              <button type="button" class="link" onClick={ask('delete')}>
                Delete
              </button>
            </>
          )}
        </span>
      )}
      {asking === 'add' && (
        <NameDialog
          {...{ title: 'Add a file', action: 'Add', start: '', problemOf, onClose: close }}
          onName={add}
        />
      )}
      {asking === 'rename' && (
        <NameDialog
          {...{ title: `Rename ${shown}`, action: 'Rename', start: shown, problemOf }}
          {...{ onName: rename, onClose: close }}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          {...{ title: `Delete ${shown}?`, text: 'You can take it back until you delete another.' }}
          {...{ action: 'Delete', onConfirm: remove, onClose: close }}
        />
      )}
    </div>
  );
}
