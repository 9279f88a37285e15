import { syntaxHighlighting } from '@codemirror/language';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { cspNonce } from '../exercise/csp-nonce.ts';
import { extensionOf, loadMode } from '../exercise/modes/load-mode.ts';

interface FileDifferenceProps {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Below it, two columns of code are too narrow to be read. */
const SIDE_BY_SIDE = '(min-width: 60rem)';
/** Lines that are the same on both sides are folded away, but for so many around a change. */
const UNCHANGED = { margin: 4, minSize: 8 };

/** One file as it was and as it became: beside each other, or in one column where room is short. */
export default function FileDifference({ path, before, after }: FileDifferenceProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const wide = window.matchMedia(SIDE_BY_SIDE);
    let view: { destroy(): void } | null = null;
    let stale = false;
    const show = async (): Promise<void> => {
      const mode = await loadMode(extensionOf(path), null);
      if (stale) return;
      view?.destroy();
      const make = wide.matches ? beside : unified;
      view = make(parent, { path, before, after }, mode ?? []);
    };
    const turn = (): void => void show();
    turn();
    wide.addEventListener('change', turn);
    return () => {
      stale = true;
      wide.removeEventListener('change', turn);
      view?.destroy();
    };
  }, [path, before, after]);
  return <div class="merge" ref={place} />;
}

function beside(
  parent: HTMLElement,
  { path, before, after }: FileDifferenceProps,
  mode: Extension,
): MergeView {
  return new MergeView({
    parent,
    a: { doc: before, extensions: [...reading(`${path}, the older one`), mode] },
    b: { doc: after, extensions: [...reading(`${path}, the newer one`), mode] },
    collapseUnchanged: UNCHANGED,
  });
}

function unified(
  parent: HTMLElement,
  { path, before, after }: FileDifferenceProps,
  mode: Extension,
): EditorView {
  return new EditorView({
    parent,
    doc: after,
    extensions: [
      ...reading(`${path}, what was removed and what was added`),
      EditorView.lineWrapping,
      unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: UNCHANGED }),
      mode,
    ],
  });
}

const reading = (label: string): Extension[] => [
  ...[EditorView.cspNonce.of(cspNonce()), lineNumbers(), syntaxHighlighting(classHighlighter)],
  ...[EditorState.readOnly.of(true), EditorView.editable.of(false)],
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
];
