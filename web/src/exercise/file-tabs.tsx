import { useRef } from 'preact/hooks';
import { makeVisible } from '../../../grading/text/visible-text.ts';
import type { SourceFile } from '../state/drafts.ts';
import '../styles/tabs.css';

export const PANEL_ID = 'editor-panel';
export const tabId = (path: string): string => `tab-${encodeURIComponent(path)}`;

interface FileTabsProps {
  readonly files: readonly SourceFile[];
  readonly shown: string;
  /** How many complaints each file has; absent: none are looked for. */
  readonly errorsIn?: (path: string) => number;
  readonly onShow: (path: string) => void;
  /** By the keys F2 and Delete on the shown file's tab; absent: the files are only read. */
  readonly onRename?: () => void;
  readonly onDelete?: () => void;
}

/** Tabs as the ARIA Authoring Practices have them: one stop of the Tab key, arrows move within. */
export function FileTabs(props: FileTabsProps) {
  const { files, shown, errorsIn = () => 0, onShow, onRename, onDelete } = props;
  const list = useRef<HTMLDivElement>(null);
  const moveTo = (index: number): void => {
    const path = files[(index + files.length) % files.length]?.path;
    if (path === undefined) return;
    onShow(path);
    list.current?.querySelector<HTMLElement>(`[id="${CSS.escape(tabId(path))}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = files.findIndex(({ path }) => path === shown);
    const acts: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowRight: () => moveTo(at + 1),
      ArrowLeft: () => moveTo(at - 1),
      Home: () => moveTo(0),
      End: () => moveTo(files.length - 1),
      F2: onRename,
      Delete: onDelete,
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Files" ref={list} onKeyDown={onKeyDown}>
      {files.map(({ path }) => (
        <button
          key={path}
          type="button"
          role="tab"
          id={tabId(path)}
          aria-selected={path === shown}
          aria-controls={PANEL_ID}
          tabIndex={path === shown ? 0 : -1}
          onClick={() => onShow(path)}
        >
          <bdi>{makeVisible(path)}</bdi>
          {errorsIn(path) > 0 && (
            <span class="tab-errors" aria-label={`${errorsIn(path)} marked`}>
              {errorsIn(path)}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
