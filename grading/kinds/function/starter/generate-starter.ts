import type { TextFile } from '../../../catalogue/test-case.ts';
import type { Language } from '../../../manifest/language-names.ts';
import { entryFile } from '../../../manifest/languages.ts';
import type { FunctionSpec } from '../types.ts';
import { csharpHeads, csharpStarter, csharpTypes } from './csharp.ts';
import { javaHeads, javaStarter, javaTypes } from './java.ts';
import { javascriptStarter, javascriptTypes } from './javascript.ts';
import { pythonStarter, pythonTypes } from './python.ts';

/** What a learner of a language starts from: it loads, and fails every case. */
export function generateStarter(spec: FunctionSpec, language: Language): TextFile[] {
  const path = entryFile('function', language);
  const write = WRITERS[language];
  return path === null || write === undefined ? [] : [{ path, content: write.starter(spec) }];
}

/**
 * The classes of list nodes, tree nodes and records that a signature names, as source in the
 * language; empty where it names none. The starter shows them in a comment, and the harness
 * provides them: they are no part of a submission. Python: class definitions; JavaScript: the
 * same, records being plain objects; Java: top-level declarations without `public`, a record for
 * each record; C#: public classes.
 */
export const typesSource = (spec: FunctionSpec, language: Language): string =>
  WRITERS[language]?.types(spec) ?? '';

/**
 * How the members of the learner's class are declared, by the names that the harness has for them
 * (`constructor`: the constructor): what a compiled language's learner is told to write.
 */
export const memberHeads = (spec: FunctionSpec, language: Language): ReadonlyMap<string, string> =>
  WRITERS[language]?.heads?.(spec) ?? new Map<string, string>();

interface Writer {
  readonly starter: (spec: FunctionSpec) => string;
  readonly types: (spec: FunctionSpec) => string;
  /** Of languages whose signatures are checked before a call. */
  readonly heads?: (spec: FunctionSpec) => ReadonlyMap<string, string>;
}

/** What the declarations may name, as the starters have it. */
const JAVA_IMPORTS = 'import java.util.*;\n\n';
const CSHARP_IMPORTS = 'using System.Collections.Generic;\n\n';

const imported = (imports: string, types: Writer['types']) => (spec: FunctionSpec) => {
  const source = types(spec);
  return source === '' ? '' : `${imports}${source}`;
};

const WRITERS: Partial<Readonly<Record<Language, Writer>>> = {
  python: { starter: pythonStarter, types: pythonTypes },
  javascript: { starter: javascriptStarter, types: javascriptTypes },
  java: { starter: javaStarter, types: imported(JAVA_IMPORTS, javaTypes), heads: javaHeads },
  csharp: {
    starter: csharpStarter,
    types: imported(CSHARP_IMPORTS, csharpTypes),
    heads: csharpHeads,
  },
};
