import type { ExerciseOf, HttpCase } from '../../grading/catalogue/exercise.ts';
import type {
  HttpBody,
  HttpExpectation,
  HttpRequest,
  HttpSpec,
  HttpStep,
  StatusMatch,
} from '../../grading/kinds/http/types.ts';
import type { JsonValue } from '../../grading/catalogue/test-case.ts';
import { LANGUAGES, type Language } from '../../grading/manifest/language-names.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { gradeSource } from '../../worker/grade.ts';
import type { Sandbox } from '../../worker/sandbox/sandbox.ts';

/** Exercises of kind `http`, made in a few words. */
const MIB = 1024 * 1024;

export const LIMITS: Limits = {
  cpuTimeMs: 1500,
  wallTimeMs: 4000,
  memoryBytes: 192 * MIB,
  outputBytes: 64 * 1024,
  processes: 64,
  diskBytes: 4 * MIB,
};
export const SPEC: HttpSpec = {
  port: 8080,
  readiness: { path: '/', timeoutMs: 3000 },
  reuse: false,
  start: {},
};

export const asking = (
  method: string,
  path: string,
  more: Partial<HttpRequest> = {},
): HttpRequest => ({ method, path, query: [], headers: [], body: null, ...more });

export const jsonBody = (value: JsonValue): HttpBody => ({ type: 'json', value });

export const expecting = (
  status: StatusMatch,
  json?: JsonValue,
  more: Partial<HttpExpectation> = {},
): HttpExpectation => ({
  ...{ statuses: [status], headers: [], schema: null, text: null, maxMs: null },
  json: json === undefined ? null : { value: json },
  ...more,
});

export const exchange = (request: HttpRequest, expect: HttpExpectation): HttpStep => ({
  ...{ type: 'exchange', request, expect, capture: [] },
});

/** The first case is a sample where there are others. */
export const conversations = (all: readonly (readonly HttpStep[])[]): HttpCase[] =>
  all.map((steps, index) => ({
    name: `case-${index + 1}`,
    group: index === 0 ? 'sample' : 'all',
    sample: index === 0,
    hint: null,
    fresh: false,
    steps,
  }));

export function httpExercise(
  cases: readonly HttpCase[],
  limits: Partial<Limits> = {},
  spec: HttpSpec = SPEC,
): ExerciseOf<'http'> {
  const own = { ...LIMITS, ...limits };
  const group = { title: 'All', scoring: 'proportional', hint: null } as const;
  return {
    ...{ id: 'made', phase: 'phase-2', title: 'Made', summary: 'Made.', topics: [], project: null },
    ...{ difficulty: 'easy', points: 10, languages: ['python', 'javascript'], statement: '' },
    ...{ isolation: null, starters: {}, contentHash: '0'.repeat(64) },
    limits: Object.fromEntries(LANGUAGES.map((id) => [id, own])) as Record<Language, Limits>,
    groups: [
      { ...group, id: 'sample', points: 0 },
      { ...group, id: 'all', points: 10 },
    ],
    ...{ kind: 'http', spec, cases },
  };
}

const ENTRY = {
  python: 'main.py',
  javascript: 'main.js',
  java: 'Main.java',
  csharp: 'Main.cs',
} as const;

export const gradeHttp = (
  sandbox: Sandbox,
  exercise: ExerciseOf<'http'>,
  language: keyof typeof ENTRY,
  content: string,
): Promise<GradingResult> =>
  gradeSource({
    ...{ exercise, sandbox },
    source: { language, files: [{ path: ENTRY[language], content }] },
  });
