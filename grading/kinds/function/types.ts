import type { CaseBase, JsonValue } from '../../catalogue/test-case.ts';

/**
 * Kind `function`: a signature, and calls with the values that they must return.
 *
 * Values travel as JSON between worker and harness, in both directions alike (`Value`). What JSON
 * cannot say exactly is an object of one key that starts with `$`, a key no map of a case may have:
 *
 * - `{"$int": "9223372036854775807"}`: an integer beyond +-(2^53 - 1); smaller ones are numbers.
 * - `{"$float": "NaN"}`, `"Infinity"`, `"-Infinity"`: what JSON has no number for.
 * - `{"$other": "<Foo object>"}`: from the harness alone; a result that is no value of any type
 *   here, as text for the learner (cyclic lists and trees included). It never compares equal.
 *
 * Linked lists travel as arrays, trees as arrays in level order with null for a missing child
 * (children of missing nodes are not listed; trailing nulls do not count), records as objects.
 * A method without a result gives null.
 */
export type Value = JsonValue;

export type ScalarName = 'int' | 'long' | 'float' | 'boolean' | 'string';

export type ValueType =
  | { readonly type: ScalarName }
  | { readonly type: 'array' | 'map' | 'nullable' | 'linkedList' | 'tree'; readonly of: ValueType }
  | { readonly type: 'record'; readonly name: string };

export interface Parameter {
  /** camelCase. */
  readonly name: string;
  readonly type: ValueType;
}

export interface RecordType {
  /** PascalCase. */
  readonly name: string;
  readonly fields: readonly Parameter[];
}

export interface Method {
  /** camelCase. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Null: returns nothing. */
  readonly returns: ValueType | null;
}

/** How returned values are compared; `float` tolerance holds at every depth. */
export type CompareSpec =
  | { readonly type: 'exact' }
  | { readonly type: 'unordered' }
  | { readonly type: 'float'; readonly absolute: number; readonly relative: number };

interface SpecBase {
  /** The record types; each uses only earlier ones. */
  readonly types: readonly RecordType[];
  readonly compare: CompareSpec;
}

export interface PlainFunctionSpec extends SpecBase {
  readonly form: 'function';
  /** camelCase. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: ValueType;
}

export interface ClassSpec extends SpecBase {
  readonly form: 'class';
  /** PascalCase. */
  readonly name: string;
  readonly constructorParameters: readonly Parameter[];
  readonly methods: readonly Method[];
}

export type FunctionSpec = PlainFunctionSpec | ClassSpec;

export interface PlainFunctionCase extends CaseBase {
  readonly form: 'function';
  readonly arguments: readonly Value[];
  readonly returns: Value;
}

export interface ClassCase extends CaseBase {
  readonly form: 'class';
  readonly construct: readonly Value[];
  readonly calls: readonly ClassCall[];
}

export interface ClassCall {
  readonly method: string;
  readonly arguments: readonly Value[];
  /** False where the case does not say what must come back; `returns` is null then. */
  readonly judged: boolean;
  readonly returns: Value;
}

export type FunctionCase = PlainFunctionCase | ClassCase;

export interface FunctionFeedback {
  readonly kind: 'function';
  /** As the learner would write it: `two_sum([2, 7], 9)`; several lines for a class. */
  readonly call: string;
  readonly expected: string;
  /** Null where nothing was returned: it threw, or was stopped. */
  readonly actual: string | null;
  /** What the learner's code printed, stdout and stderr, capped. */
  readonly printed: string;
  /** The exception with the learner's own lines, capped; null where none was thrown. */
  readonly error: string | null;
}
