import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { java } from '@codemirror/lang-java';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { csharp } from '@codemirror/legacy-modes/mode/clike';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../state/drafts.ts';

const MODES: Readonly<Record<Language, () => Extension>> = {
  python,
  javascript,
  java,
  sql,
  csharp: () => StreamLanguage.define(csharp),
};

/** The page's policy allows the style sheets that CodeMirror makes only with its nonce. */
const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

interface EditorProps {
  readonly language: Language;
  readonly path: string;
  /** What it starts with; later changes are the editor's own. Another file: another `key`. */
  readonly content: string;
  readonly onChange: (content: string) => void;
}

export default function Editor({ language, path, content, onChange }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const start = useRef(content);

  useEffect(() => {
    if (place.current === null) return;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: start.current,
        extensions: [
          ...[EditorView.cspNonce.of(nonce()), lineNumbers(), history(), highlightActiveLine()],
          ...[bracketMatching(), closeBrackets(), syntaxHighlighting(classHighlighter)],
          keymap.of([
            // The page's own shortcut; the editor would insert a line.
            { key: 'Mod-Enter', run: () => true },
            ...[...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab],
          ]),
          EditorView.contentAttributes.of({ 'aria-label': `${path}, editor` }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
          MODES[language](),
        ],
      }),
    });
    return () => view.destroy();
  }, [language, path]);

  return <div class="editor" ref={place} />;
}
