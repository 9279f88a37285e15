import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import {
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { CompileMark } from './compile-marks.ts';
import { cspNonce } from './csp-nonce.ts';
import { extensionOf, loadMode } from './modes/load-mode.ts';
import type { SqlDialectName } from './modes/sql.ts';

/** Changes that do not come from the learner's hands: another tab's, the starter's. */
const fromOutside = Annotation.define<true>();

/** Spaces of one level, where it is not four. */
const INDENT: Readonly<Record<string, number>> = { js: 2, mjs: 2, cjs: 2, json: 2, sql: 2 };
const USUAL_INDENT = 4;

export interface CodeViewOptions {
  readonly parent: HTMLElement;
  readonly dialect: SqlDialectName | null;
  /** Id of the element that says how to leave the editor by keyboard. */
  readonly describedBy: string;
  readonly onChange: (path: string, content: string) => void;
}

/** A place within a file, from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
}

/** Marks travel with their line, and go when it is edited. */
interface MarkDiagnostic extends Diagnostic {
  /** So that one can jump to where its line is now. */
  readonly mark: CompileMark;
  /** The line as it was. */
  readonly text: string;
}

/**
 * One CodeMirror for all files of a solution: each file keeps its own history, cursor and marks
 * while another is shown.
 */
export class CodeView {
  readonly #options: CodeViewOptions;
  readonly #view: EditorView;
  readonly #mode = new Compartment();
  /** Of the files that are not shown. */
  readonly #hidden = new Map<string, EditorState>();
  #path = '';
  #marks: readonly CompileMark[] = [];
  #revision = 0;

  constructor(options: CodeViewOptions) {
    this.#options = options;
    const extensions = EditorView.cspNonce.of(cspNonce());
    this.#view = new EditorView({ parent: options.parent, extensions });
  }

  /**
   * Shows a file. What the learner types is the editor's own; only another `revision` makes it take
   * over the text, so that a late answer of the page never undoes a key stroke.
   */
  show(path: string, content: string, revision: number): void {
    if (path !== this.#path) this.#turnTo(path, content);
    else if (revision === this.#revision) return;
    this.#revision = revision;
    const changes = changeTo(this.#view.state.doc, content);
    if (changes !== null) this.#view.dispatch({ changes, annotations: fromOutside.of(true) });
  }

  /** Replaces all marks. */
  mark(marks: readonly CompileMark[]): void {
    this.#marks = marks;
    this.#view.dispatch(this.#diagnosticsOf(this.#view.state, this.#path));
    for (const [path, state] of this.#hidden) {
      this.#hidden.set(path, state.update(this.#diagnosticsOf(state, path)).state);
    }
  }

  /** Puts the cursor there, or where the mark of that place has moved to. */
  goTo({ path, line, column }: Place): void {
    if (path !== this.#path) return;
    const { state } = this.#view;
    let at: number | null = null;
    forEachDiagnostic(state, (diagnostic, from) => {
      const { mark } = diagnostic as MarkDiagnostic;
      if (mark.line === line && mark.column === column) at ??= from;
    });
    at ??= offsetOf(state.doc, line, column);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #turnTo(path: string, content: string): void {
    if (this.#path !== '') this.#hidden.set(this.#path, this.#view.state);
    const state = this.#hidden.get(path) ?? this.#create(path, content);
    this.#hidden.delete(path);
    this.#path = path;
    this.#view.setState(state);
    void this.#highlight(path);
  }

  #create(path: string, content: string): EditorState {
    const state = EditorState.create({
      doc: content,
      extensions: [
        ...extensionsOf(path, this.#options.describedBy),
        this.#mode.of([]),
        EditorView.updateListener.of((update) => this.#onUpdate(update)),
      ],
    });
    return state.update(this.#diagnosticsOf(state, path)).state;
  }

  /** Text first, colours when the language's file has come. */
  async #highlight(path: string): Promise<void> {
    const mode = await loadMode(extensionOf(path), this.#options.dialect);
    if (path !== this.#path || this.#mode.get(this.#view.state) === mode) return;
    this.#view.dispatch({ effects: this.#mode.reconfigure(mode ?? []) });
  }

  #diagnosticsOf(state: EditorState, path: string): TransactionSpec {
    const own = this.#marks.filter((mark) => mark.path === path && mark.line <= state.doc.lines);
    return setDiagnostics(
      state,
      own.map((mark) => toDiagnostic(state.doc, mark)),
    );
  }

  #onUpdate({ docChanged, transactions, state }: ViewUpdate): void {
    if (!docChanged) return;
    const standing: Diagnostic[] = [];
    let count = 0;
    forEachDiagnostic(state, (diagnostic, from, to) => {
      count++;
      const { text } = diagnostic as MarkDiagnostic;
      if (state.doc.lineAt(from).text === text) standing.push({ ...diagnostic, from, to });
    });
    if (standing.length < count) this.#view.dispatch(setDiagnostics(state, standing));
    if (transactions.some((one) => one.docChanged && one.annotation(fromOutside) !== true)) {
      this.#options.onChange(this.#path, state.doc.toString());
    }
  }
}

function extensionsOf(path: string, describedBy: string): Extension[] {
  const indent = INDENT[extensionOf(path)] ?? USUAL_INDENT;
  return [
    ...[
      EditorView.cspNonce.of(cspNonce()),
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
    ],
    ...[highlightActiveLine(), highlightActiveLineGutter(), bracketMatching(), closeBrackets()],
    ...[indentOnInput(), indentUnit.of(' '.repeat(indent)), EditorState.tabSize.of(indent)],
    syntaxHighlighting(classHighlighter),
    keymap.of([
      // The page's own shortcuts; the editor would insert a line.
      { key: 'Mod-Enter', run: () => true, shift: () => true },
      { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic },
      ...[...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab],
    ]),
    EditorView.contentAttributes.of({
      ...{ 'aria-label': `${path}, editor`, 'aria-describedby': describedBy },
      ...{ autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' },
    }),
  ];
}

/** To the end of the word at the column, or the line without its indentation. */
function toDiagnostic(doc: Text, mark: CompileMark): MarkDiagnostic {
  const line = doc.line(mark.line);
  const indent = line.text.length - line.text.trimStart().length;
  const start = mark.column === null ? indent : Math.min(mark.column - 1, line.length);
  const word = mark.column === null ? null : /^\w+|^\S/.exec(line.text.slice(start));
  const from = line.from + start;
  const to = word === null ? line.to : from + word[0].length;
  const { severity, message } = mark;
  return { from, to, severity, message, mark, text: line.text };
}

function offsetOf(doc: Text, line: number, column: number | null): number {
  const { from, length } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return from + Math.min((column ?? 1) - 1, length);
}

/** The one change that makes `doc` this text; what both begin and end with stays untouched. */
function changeTo(doc: Text, text: string): { from: number; to: number; insert: string } | null {
  const before = doc.toString();
  if (before === text) return null;
  const shorter = Math.min(before.length, text.length);
  let head = 0;
  while (head < shorter && before[head] === text[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const insert = text.slice(head, text.length - tail);
  return { from: head, to: before.length - tail, insert };
}
