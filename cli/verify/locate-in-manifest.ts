import { LineCounter, parseDocument, isNode } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

const START: Position = { line: 1, column: 1 };

/**
 * Where a value stands in exercise.yaml: of the first of `paths` that is there. The manifest has
 * loaded before, so it is well-formed.
 */
export function locateInManifest(
  manifestText: string,
  ...paths: readonly (readonly (string | number)[])[]
): Position {
  const lineCounter = new LineCounter();
  const document = parseDocument(manifestText, { lineCounter });
  for (const path of paths) {
    const node = document.getIn(path, true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lineCounter.linePos(node.range[0]);
    return { line, column: col };
  }
  return START;
}
