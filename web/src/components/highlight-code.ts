import { classHighlighter, highlightCode } from '@lezer/highlight';
import { loadMode } from '../exercise/modes/load-mode.ts';
import type { SqlDialectName } from '../exercise/modes/sql.ts';

/** Colouring more than this takes longer than it helps. */
const MAX_CHARACTERS = 20_000;

/**
 * The code as nodes with the classes that the editor's text has; null: of no language that we know.
 * Loaded on demand: it brings the parsers.
 */
export async function highlighted(
  code: string,
  language: string,
  dialect: SqlDialectName | null,
): Promise<DocumentFragment | null> {
  const mode = code.length > MAX_CHARACTERS ? null : await loadMode(language, dialect);
  if (mode === null) return null;
  const { parser } = 'language' in mode ? mode.language : mode;
  const nodes = document.createDocumentFragment();
  const add = (text: string, classes: string): void => {
    if (classes === '') {
      nodes.append(text);
      return;
    }
    const span = document.createElement('span');
    span.className = classes;
    span.textContent = text;
    nodes.append(span);
  };
  highlightCode(code, parser.parse(code), classHighlighter, add, () => nodes.append('\n'));
  return nodes;
}
