import jsonc from 'jsonc-parser';

/**
 * The value of JSON (RFC 8259) in which no object has a key twice, and no more than `maxNesting`
 * collections lie in one another; null for any other text.
 */
export function readJson(text: string, maxNesting: number): { readonly value: unknown } | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    assertPlain(text, maxNesting);
    return { value };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotPlain) return null;
    throw error;
  }
}

class NotPlain extends Error {}

/** What `JSON.parse` does not tell. @throws NotPlain */
function assertPlain(text: string, maxNesting: number): void {
  const open: Set<string>[] = [];
  const begin = (): void => {
    // At once: the visitor recurs.
    if (open.push(new Set()) > maxNesting) throw new NotPlain();
  };
  const end = (): void => void open.pop();
  jsonc.visit(text, {
    ...{ onObjectBegin: begin, onObjectEnd: end, onArrayBegin: begin, onArrayEnd: end },
    onObjectProperty(key) {
      const keys = open.at(-1);
      if (keys?.has(key) === true) throw new NotPlain();
      keys?.add(key);
    },
  });
}
