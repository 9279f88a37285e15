import type { CaseBase, JsonValue } from '../../catalogue/test-case.ts';
import type { Language } from '../../manifest/language-names.ts';

/** Kind `http`: the submission is a service; a case is a conversation with it. */
export interface HttpSpec {
  /** Where the service must listen; it also finds it in the environment as PORT. */
  readonly port: number;
  readonly readiness: {
    /** Asked with GET until any HTTP answer comes. */
    readonly path: string;
    readonly timeoutMs: number;
  };
  /**
   * One process serves case after case, as long as it passes them. What a case leaves behind, the
   * next one finds; a case that is `fresh` finds nothing.
   */
  readonly reuse: boolean;
  /** The command that starts it, where it is not the language's own with the entry file. */
  readonly start: Partial<Readonly<Record<Language, readonly string[]>>>;
}

/** Has a process and a working directory of its own, unless the exercise lets cases share them. */
export interface HttpCase extends CaseBase {
  /** Its own in any case. */
  readonly fresh: boolean;
  readonly steps: readonly HttpStep[];
}

export type HttpStep = ExchangeStep | RestartStep | BurstStep;

export interface ExchangeStep {
  readonly type: 'exchange';
  readonly request: HttpRequest;
  readonly expect: HttpExpectation;
  /** Values of the answer for later strings, as `${name}`. */
  readonly capture: readonly HttpCapture[];
}

/** Ends the process and starts it again; what it wrote to its working directory stays. */
export interface RestartStep {
  readonly type: 'restart';
}

/** The same request `count` times, `concurrency` at one time; `${index}` counts from 0. */
export interface BurstStep {
  readonly type: 'burst';
  readonly count: number;
  readonly concurrency: number;
  readonly request: HttpRequest;
  /** Of every single answer. */
  readonly expect: HttpExpectation;
}

/** Strings anywhere in it may hold `${name}`. */
export interface HttpRequest {
  readonly method: string;
  /** Starts with `/`; already percent-encoded. */
  readonly path: string;
  /** Appended to the path, percent-encoded. */
  readonly query: readonly NamedText[];
  readonly headers: readonly NamedText[];
  readonly body: HttpBody | null;
}

export interface NamedText {
  readonly name: string;
  readonly value: string;
}

export type HttpBody =
  | { readonly type: 'json'; readonly value: JsonValue }
  | { readonly type: 'form'; readonly fields: readonly NamedText[] }
  | { readonly type: 'raw'; readonly text: string };

/** What of an answer a capture takes: a place in its JSON, or a header. */
export type HttpCapture =
  | { readonly name: string; readonly from: 'json'; readonly pointer: string }
  | { readonly name: string; readonly from: 'header'; readonly header: string };

/** `4xx` stands for 400 to 499. */
export type StatusMatch = number | '1xx' | '2xx' | '3xx' | '4xx' | '5xx';

/** Null: not looked at. Strings may be `$any` or `$regex:...`, and may hold `${name}`. */
export interface HttpExpectation {
  /** Any of them. */
  readonly statuses: readonly StatusMatch[];
  readonly headers: readonly NamedText[];
  /** Partial: an object may have further keys; an array has exactly these items. */
  readonly json: { readonly value: JsonValue } | null;
  /** JSON Schema (2020-12). */
  readonly schema: Readonly<Record<string, JsonValue>> | null;
  readonly text: string | null;
  readonly maxMs: number | null;
}

/** What came back. The body is capped by whoever read it. */
export interface HttpAnswer {
  readonly status: number;
  /** In the order of the wire; names in any case. */
  readonly headers: readonly NamedText[];
  readonly body: Uint8Array;
  readonly durationMs: number;
}

export interface HttpFeedback {
  readonly kind: 'http';
  readonly exchanges: readonly HttpFeedbackExchange[];
  readonly stderr: string;
}

export interface HttpFeedbackExchange {
  /** As they went over the wire, capped; the answer is empty where none came. */
  readonly request: string;
  readonly response: string;
  readonly problem: string | null;
}
