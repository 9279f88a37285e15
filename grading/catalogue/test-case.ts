/** What every case has, whatever the exercise's kind. */
export interface CaseBase {
  /** Unique in the exercise. */
  readonly name: string;
  readonly group: string;
  /** True for a sample: the learner sees all of it. */
  readonly sample: boolean;
  readonly hint: string | null;
}

/** A value of JSON; what YAML has beyond it is refused. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface TextFile {
  /** Relative, with `/` between segments, without `..`. */
  readonly path: string;
  readonly content: string;
}
