import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { SourceFile } from '../state/drafts.ts';
import { CodeView, type Place } from './code-view.ts';
import type { CompileMark } from './compile-marks.ts';
import type { SqlDialectName } from './modes/sql.ts';

export interface EditorProps {
  /** The file that is shown. */
  readonly file: SourceFile;
  /** Counts the changes to files that the editor did not make itself. */
  readonly revision: number;
  readonly dialect: SqlDialectName | null;
  readonly marks: readonly CompileMark[];
  /** Where the cursor is wanted; a new object each time. */
  readonly target: Place | null;
  readonly describedBy: string;
  readonly onChange: (path: string, content: string) => void;
}

export default function Editor(props: EditorProps) {
  const { file, revision, dialect, marks, target, describedBy, onChange } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;

  useLayoutEffect(() => {
    if (place.current === null) return;
    const tell = (path: string, content: string): void => changed.current(path, content);
    const made = new CodeView({ parent: place.current, dialect, describedBy, onChange: tell });
    view.current = made;
    return () => made.destroy();
  }, [dialect, describedBy]);
  useLayoutEffect(() => {
    view.current?.show(file.path, file.content, revision);
  }, [file.path, revision]);
  useEffect(() => view.current?.mark(marks), [marks]);
  useEffect(() => {
    if (target !== null) view.current?.goTo(target);
  }, [target]);

  return <div class="editor" ref={place} />;
}
