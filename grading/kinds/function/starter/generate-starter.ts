import type { TextFile } from '../../../catalogue/test-case.ts';
import type { Language } from '../../../manifest/language-names.ts';
import { entryFile } from '../../../manifest/languages.ts';
import type { FunctionSpec } from '../types.ts';
import { csharpStarter, csharpTypes } from './csharp.ts';
import { javaStarter, javaTypes } from './java.ts';
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

interface Writer {
  readonly starter: (spec: FunctionSpec) => string;
  readonly types: (spec: FunctionSpec) => string;
}

const WRITERS: Partial<Readonly<Record<Language, Writer>>> = {
  python: { starter: pythonStarter, types: pythonTypes },
  javascript: { starter: javascriptStarter, types: javascriptTypes },
  java: { starter: javaStarter, types: javaTypes },
  csharp: { starter: csharpStarter, types: csharpTypes },
};
