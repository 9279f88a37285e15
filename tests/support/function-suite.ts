import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FunctionCase } from '../../grading/catalogue/exercise.ts';
import { generateStarter } from '../../grading/kinds/function/starter/generate-starter.ts';
import type {
  ClassSpec,
  FunctionFeedback,
  FunctionSpec,
  Value,
} from '../../grading/kinds/function/types.ts';
import type { Language } from '../../grading/manifest/language-names.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { ATTEMPTS, type Attempt, type AttemptName } from './function-attempts.ts';
import {
  base,
  calls,
  classOf,
  functionExercise,
  gradeFunction,
  plain,
} from './function-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from './sandbox.ts';

/** Sources of one language, for what every language must get the same verdicts for. */
export interface LanguageSources {
  /** doubleIt(n), and what learners try instead. */
  readonly attempts: Readonly<Record<AttemptName, string>>;
  /** A class Echo whose methods echo1, echo2, ... return what they are given. */
  readonly echo: (spec: ClassSpec) => string;
  /** power(n): 2 to the n. */
  readonly power: string;
  /** many(n): [n], but half a million numbers for 3. */
  readonly many: string;
  /** reverse(head); and one whose list has no end. */
  readonly reverse: string;
  readonly cyclic: string;
  /** mirror(tree). */
  readonly mirror: string;
  /** Counter(n) with addUp(by) and total(); one that throws at 11 and does not count from 20 on. */
  readonly counter: string;
  readonly wrongCounter: string;
  /** doubleIt: prints "loaded" while it is loaded and "n is N", then throws "not N". */
  readonly thrower: string;
  /** The beginning of what is told of it, and the line of the file. */
  readonly thrown: { readonly call: string; readonly type: string; readonly place: string };
  /** doubleIt: returns what lies in the pipe of commands while it runs, if anything does. */
  readonly readsAhead: string;
  /** doubleIt: ends the process with 3. */
  readonly leaves: string;
}

const DOUBLE = plain('doubleIt', ['int'], 'int');
const FIVE = calls([1, 2, 3, 4, 5].map((n) => [[n], 2 * n]));
const AMPLE: Partial<Limits> = { cpuTimeMs: 2000, wallTimeMs: 5000 };

type Given = readonly [
  spec: FunctionSpec,
  cases: readonly FunctionCase[],
  limits?: Partial<Limits>,
];

/** Real cells; one sandbox a file. */
export function openGrading(language: Language) {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  }, SANDBOX_START_MS);
  afterAll(() => sandbox.close());
  return {
    grade: async (source: string, ...given: Given | []): Promise<GradingResult> => {
      const [spec = DOUBLE, cases = FIVE, limits = {}] = given;
      const exercise = functionExercise(spec, cases, limits);
      const result = await gradeFunction(sandbox, exercise, language, source);
      expect(sandbox.troubles).toEqual([]);
      return result;
    },
  };
}

type Grade = ReturnType<typeof openGrading>['grade'];

export const verdicts = (result: GradingResult): string =>
  result.cases.map(({ verdict }) => verdict).join(' ');

export const feedback = (result: GradingResult): FunctionFeedback => {
  const shown = result.cases[0]?.sampleFeedback;
  if (shown?.kind !== 'function') throw new Error('The first case is no sample of a function.');
  return shown;
};

/** What functions in every language do alike. */
export function testFunctions(language: Language, sources: LanguageSources): Grade {
  const { grade } = openGrading(language);
  testAttempts(grade, sources);
  testValues(grade, language, sources);
  testObjects(grade, sources);
  testProcess(grade, sources);
  return grade;
}

function testAttempts(grade: Grade, { attempts }: LanguageSources): void {
  test.each<Attempt & { readonly name: AttemptName }>(ATTEMPTS)(
    '$name',
    async ({ name, expected, message, limits = {} }) => {
      const result = await grade(attempts[name], DOUBLE, FIVE, limits);
      expect(verdicts(result)).toBe(expected);
      if (message !== undefined) expect(result.cases[2]?.message).toMatch(message);
      expect(JSON.stringify(result.cases.slice(1))).not.toMatch(/secret|Saw3/);
    },
  );
}

/** Values by their types; of those together, each has one type of list and of tree. */
const VALUES: readonly (readonly (readonly [string, Value])[])[] = [
  [
    ['int', -7],
    ['long', { $int: '9223372036854775807' }],
    ['long', { $int: '-9223372036854775808' }],
    ['float', 0.1],
    ['float', 1e300],
    ['float', { $float: 'NaN' }],
    ['float', { $float: '-Infinity' }],
    ['boolean', false],
    ['string', 'ä "q" \u0000 \ud83d\ude00\n\\'],
    ['string?', null],
    ['int?', null],
    ['int?', 5],
    ['int?[]', [1, null]],
    ['float[]', [1, 2.5, { $float: 'Infinity' }]],
    ['boolean[]', [true, false]],
    ['long[]', [1, { $int: '9007199254740993' }]],
    ['string[]', []],
    ['int[][]', [[1], [], [2, 3]]],
    ['string[][][]', [[['a'], []], []]],
    ['map<string, float[]>', { a: [1.5], '': [] }],
    ['map<string, int?>[]', [{ a: 1, b: null }, {}]],
    ['linkedList<int>', [3, 1, 2]],
    ['tree<int>', [1, null, 2, 3, null, null, 4]],
    ['map<string, tree<int>>?', { t: [5, 6] }],
    ['Point', { xValue: 1, label: 'p' }],
    ['Point?', null],
    ['map<string, Point[]>', { p: [{ xValue: 1, label: '' }] }],
  ],
  [
    ['linkedList<string>', ['a', '']],
    ['linkedList<string>', []],
    ['tree<string>', ['a', 'b']],
    ['tree<string>', []],
  ],
  [['linkedList<Point>', [{ xValue: 1, label: 'p' }]]],
  [
    ['linkedList<int?>', [1, null]],
    ['tree<float>', [1.5, 2, null, { $float: 'NaN' }]],
  ],
];

function testValues(grade: Grade, language: Language, sources: LanguageSources): void {
  test.each(VALUES.map((values) => ({ values })))(
    'values there and back: $#',
    async ({ values }) => {
      const methods = values.map(([type], index) => [`echo${index + 1}`, [[type], type]] as const);
      const spec = classOf('Echo', [], Object.fromEntries(methods));
      const cases = values.map(([, value], index): FunctionCase => ({
        ...base(index),
        form: 'class',
        construct: [],
        calls: [{ method: `echo${index + 1}`, arguments: [value], judged: true, returns: value }],
      }));
      const result = await grade(sources.echo(spec), spec, cases);
      const told = result.cases.map(({ verdict, message }, index) => [
        ...[values[index]?.[0], verdict, verdict === 'AC' ? '' : message],
      ]);
      expect(told).toEqual(values.map(([type]) => [type, 'AC', '']));
      const starter = generateStarter(spec, language)[0]?.content ?? '';
      expect(verdicts(await grade(starter, spec, cases))).toBe(values.map(() => 'RTE').join(' '));
    },
  );

  test('the starter of a function loads, and fails', async () => {
    const spec = plain('sumOf', ['linkedList<int>', 'map<string, Point>', 'int?[]'], 'float');
    const starter = generateStarter(spec, language)[0]?.content ?? '';
    const result = await grade(starter, spec, calls([[[[1], {}, [null]], 1]]));
    expect([verdicts(result), result.compileOutput]).toEqual(['RTE', null]);
  });

  test('huge integers are told apart', async () => {
    const spec = plain('power', ['int'], 'long');
    const cases = calls([
      [[62], { $int: '4611686018427387904' }],
      [[62], { $int: '4611686018427387905' }],
      [[5], 32],
      [[63], { $int: '9223372036854775807' }],
    ]);
    expect(verdicts(await grade(sources.power, spec, cases))).toBe('AC WA AC WA');
  });

  test('more than may come back', async () => {
    const cases = calls([1, 2, 3, 4].map((n) => [[n], [n]]));
    const result = await grade(sources.many, plain('many', ['int'], 'int[]'), cases, AMPLE);
    expect(verdicts(result)).toBe('AC AC OLE AC');
  });
}

function testObjects(grade: Grade, sources: LanguageSources): void {
  test('lists and trees are nodes, and cycles are told', async () => {
    const reverse = plain('reverse', ['linkedList<int>'], 'linkedList<int>');
    const cases = calls([
      [[[1, 2, 3]], [3, 2, 1]],
      [[[]], []],
    ]);
    expect(verdicts(await grade(sources.reverse, reverse, cases))).toBe('AC AC');
    const result = await grade(sources.cyclic, reverse, cases);
    expect(verdicts(result)).toBe('WA AC');
    expect(feedback(result).actual).toBe('<linked list with a cycle>');

    const mirror = plain('mirror', ['tree<int>'], 'tree<int>');
    const trees = calls([
      [[[1, 2, 3, null, 4]], [1, 3, 2, null, null, 4]],
      [[[]], []],
    ]);
    expect(verdicts(await grade(sources.mirror, mirror, trees))).toBe('AC AC');
  });

  test('a sequence of calls on an object', async () => {
    const spec = classOf('Counter', ['int'], { addUp: [['int'], null], total: [[], 'int'] });
    const run = (index: number, start: number, total: number): FunctionCase => ({
      ...base(index),
      form: 'class',
      construct: [start],
      calls: [
        { method: 'addUp', arguments: [2], judged: false, returns: null },
        { method: 'total', arguments: [], judged: true, returns: total },
        { method: 'addUp', arguments: [-1], judged: false, returns: null },
        { method: 'total', arguments: [], judged: true, returns: total - 1 },
      ],
    });
    const cases = [run(0, 10, 12), run(1, 20, 22), run(2, 5, 7)];
    const result = await grade(sources.counter, spec, cases);
    expect(verdicts(result)).toBe('AC AC AC');
    expect(feedback(result)).toMatchObject({ expected: '\n\n12\n\n11', actual: '\n\n12\n\n11' });
    expect(verdicts(await grade(sources.wrongCounter, spec, cases))).toBe('RTE WA AC');
  });
}

function testProcess(grade: Grade, sources: LanguageSources): void {
  test('a sample shows the call, both values, what was printed, and own lines of the exception', async () => {
    const result = await grade(sources.thrower);
    const { call, expected, actual, printed, error } = feedback(result);
    expect({ call, expected, actual, printed }).toEqual({
      call: sources.thrown.call,
      expected: '2',
      actual: null,
      printed: 'loaded\nn is 1\n',
    });
    expect(error).toMatch(new RegExp(`^${sources.thrown.type}: not 1\n`));
    expect(error).toContain(sources.thrown.place);
    expect(error).not.toMatch(/assay/i);
    expect(result.cases[1]?.sampleFeedback).toBeNull();
    expect(result.cases[1]?.message).toBe(`Raised ${sources.thrown.type}.`);
  });

  test('the next case is not in the process before its turn', async () => {
    expect(verdicts(await grade(sources.readsAhead, DOUBLE, FIVE, AMPLE))).toBe('AC AC AC AC AC');
  });

  test('a process that ends at every case is replaced a bounded number of times', async () => {
    const cases = calls(Array.from({ length: 28 }, (_, n) => [[n], 2 * n]));
    const result = await grade(sources.leaves, DOUBLE, cases);
    expect(verdicts(result)).toBe([...Array<string>(25).fill('RTE'), 'SK', 'SK', 'SK'].join(' '));
    expect(result.cases[27]?.message).toMatch(/^Skipped: 25 cases/);
  });
}
