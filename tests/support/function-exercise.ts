import type { ExerciseOf, FunctionCase } from '../../grading/catalogue/exercise.ts';
import { parseType } from '../../grading/kinds/function/parse-type.ts';
import type {
  ClassSpec,
  CompareSpec,
  FunctionSpec,
  Parameter,
  RecordType,
  Value,
  ValueType,
} from '../../grading/kinds/function/types.ts';
import { LANGUAGES, type Language } from '../../grading/manifest/language-names.ts';
import { entryFile } from '../../grading/manifest/languages.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { gradeSource } from '../../worker/grade.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';

/** Exercises of kind `function`, made in a few words. */
const MIB = 1024 * 1024;
const POINT: RecordType = {
  name: 'Point',
  fields: [
    { name: 'xValue', type: { type: 'int' } },
    { name: 'label', type: { type: 'string' } },
  ],
};
const EXACT: CompareSpec = { type: 'exact' };

export const LIMITS: Limits = {
  cpuTimeMs: 500,
  wallTimeMs: 1500,
  memoryBytes: 128 * MIB,
  outputBytes: 256 * 1024,
  processes: 32,
  diskBytes: 4 * MIB,
};

const typeOf = (text: string): ValueType => {
  const parsed = parseType(text, ['Point']);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.type;
};

const parametersOf = (texts: readonly string[]): Parameter[] =>
  texts.map((text, index) => ({ name: `value${index + 1}`, type: typeOf(text) }));

/** `plain('addAll', ['int[]'], 'int')` */
export const plain = (
  name: string,
  parameters: readonly string[],
  returns: string,
): FunctionSpec => ({
  form: 'function',
  name,
  parameters: parametersOf(parameters),
  returns: typeOf(returns),
  types: [POINT],
  compare: EXACT,
});

/** Methods: their parameters, and what they return. */
export const classOf = (
  name: string,
  constructorParameters: readonly string[],
  methods: Readonly<Record<string, readonly [readonly string[], string | null]>>,
): ClassSpec => ({
  form: 'class',
  name,
  constructorParameters: parametersOf(constructorParameters),
  methods: Object.entries(methods).map(([method, [parameters, returns]]) => ({
    name: method,
    parameters: parametersOf(parameters),
    returns: returns === null ? null : typeOf(returns),
  })),
  types: [POINT],
  compare: EXACT,
});

export const GROUP = 'all';

/** A call and what it must return; the first case is a sample where there are others. */
export const calls = (cases: readonly (readonly [readonly Value[], Value])[]): FunctionCase[] =>
  cases.map(([given, returns], index) => ({
    ...base(index),
    form: 'function',
    arguments: given,
    returns,
  }));

export const base = (index: number) => ({
  name: `case-${index + 1}`,
  group: index === 0 ? 'sample' : GROUP,
  sample: index === 0,
  hint: null,
});

export function functionExercise(
  spec: FunctionSpec,
  cases: readonly FunctionCase[],
  limits: Partial<Limits> = {},
): ExerciseOf<'function'> {
  const own = { ...LIMITS, ...limits };
  const group = { title: 'All', scoring: 'proportional', hint: null } as const;
  return {
    ...{ id: 'made', phase: 'phase-1', title: 'Made', summary: 'Made.', topics: [], project: null },
    ...{ difficulty: 'easy', points: 10, languages: ['python', 'javascript'], statement: '' },
    ...{ isolation: null, starters: {}, contentHash: '0'.repeat(64) },
    limits: Object.fromEntries(LANGUAGES.map((id) => [id, own])) as Record<Language, Limits>,
    groups: [
      { ...group, id: 'sample', points: 0 },
      { ...group, id: GROUP, points: 10 },
    ],
    kind: 'function',
    spec,
    cases,
  };
}

export const gradeFunction = (
  sandbox: Sandbox,
  exercise: ExerciseOf<'function'>,
  language: Language,
  content: string,
): Promise<GradingResult> => {
  const path = entryFile('function', language) ?? '';
  return gradeSource({ exercise, sandbox, source: { language, files: [{ path, content }] } });
};
