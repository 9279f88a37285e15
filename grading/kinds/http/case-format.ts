import { refuseOthers, type CaseFormat, type Report } from '../../catalogue/case-format.ts';
import type { JsonValue } from '../../catalogue/test-case.ts';
import type { HttpCaseFile } from '../../manifest/manifest.ts';
import { httpCaseFileSchema } from '../../manifest/schema.ts';
import { yamlValidator } from '../../manifest/validate-manifest.ts';
import type { YamlPath } from '../../manifest/yaml-source.ts';
import { checkVariables } from './check-variables.ts';
import { schemaFault } from './match-schema.ts';
import { patternFault } from './match-text.ts';
import type {
  HttpBody,
  HttpCapture,
  HttpCase,
  HttpExpectation,
  HttpRequest,
  HttpStep,
  NamedText,
  StatusMatch,
} from './types.ts';

type WrittenCase = HttpCaseFile['cases'][number];
type WrittenStep = WrittenCase['steps'][number];
type WrittenRequest = NonNullable<WrittenStep['request']>;
type WrittenExpect = NonNullable<WrittenStep['expect']>;
type WrittenTexts = NonNullable<WrittenRequest['query']>;

const validate = yamlValidator<HttpCaseFile>(httpCaseFileSchema);
/** Of a burst that names none. */
const DEFAULT_CONCURRENCY = 16;

/** Kind `http`: YAML. */
export const httpCases: CaseFormat<HttpCase, WrittenCase> = {
  validate,
  toCase(written, base, report) {
    const steps = written.steps.map((step, index) => toStep(step, ['steps', index], report));
    checkVariables(steps, report);
    return { ...base, fresh: written.fresh ?? false, steps };
  },
  loadOthers: refuseOthers,
};

function toStep(written: WrittenStep, path: YamlPath, report: Report): HttpStep {
  const { request, expect, capture, restart, burst } = written;
  const forms = [request, restart, burst].filter((one) => one !== undefined);
  if (forms.length !== 1) {
    const remedy = 'Write one of: request with expect, restart, burst.';
    report(path, 'A step is one request, one restart or one burst.', remedy);
  }
  if (request === undefined && (expect !== undefined || capture !== undefined)) {
    report(path, '"expect" and "capture" belong to a request.', 'Add "request", or remove them.');
  }
  if (burst !== undefined) {
    return {
      type: 'burst',
      count: burst.count,
      concurrency: Math.min(burst.concurrency ?? DEFAULT_CONCURRENCY, burst.count),
      request: toRequest(burst.request, [...path, 'burst', 'request'], report),
      expect: toExpectation(burst.expect, [...path, 'burst', 'expect'], report),
    };
  }
  if (request === undefined) return { type: 'restart' };
  if (expect === undefined) {
    report(path, 'The request has no "expect".', 'Add at least the status: expect: {status: 200}.');
  }
  return {
    type: 'exchange',
    request: toRequest(request, [...path, 'request'], report),
    expect: toExpectation(expect ?? { status: '2xx' }, [...path, 'expect'], report),
    capture: toCaptures(capture ?? {}, [...path, 'capture'], report),
  };
}

function toRequest(written: WrittenRequest, path: YamlPath, report: Report): HttpRequest {
  const headers = toTexts(written.headers ?? {});
  for (const { name, value } of headers) {
    if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !/[\r\n\0]/.test(value)) continue;
    report([...path, 'headers', name], `The header "${name}" cannot be sent.`, 'Mend it.');
  }
  if (/[\s\0#]/.test(written.path)) {
    report([...path, 'path'], 'The path holds a space or "#".', 'Percent-encode it.');
  }
  return {
    method: written.method,
    path: written.path,
    query: toTexts(written.query ?? {}),
    headers,
    body: toBody(written, path, report),
  };
}

function toBody(written: WrittenRequest, path: YamlPath, report: Report): HttpBody | null {
  const bodies = [written.json, written.form, written.body].filter((one) => one !== undefined);
  if (bodies.length > 1) {
    report(path, 'The request has several bodies.', 'Keep one of: json, form, body.');
  }
  if (written.json !== undefined) {
    const value = toJson(written.json, [...path, 'json'], report);
    return { type: 'json', value };
  }
  if (written.form !== undefined) return { type: 'form', fields: toTexts(written.form) };
  return written.body === undefined ? null : { type: 'raw', text: written.body };
}

function toExpectation(written: WrittenExpect, path: YamlPath, report: Report): HttpExpectation {
  const headers = toTexts(written.headers ?? {});
  for (const { name, value } of headers) checkPattern(value, [...path, 'headers', name], report);
  if (written.text !== undefined) checkPattern(written.text, [...path, 'text'], report);
  const schema = written.schema as HttpExpectation['schema'] | undefined;
  const fault = schema === undefined || schema === null ? null : schemaFault(schema);
  if (fault !== null) {
    report([...path, 'schema'], `This is no JSON Schema: ${fault}.`, 'Mend it (2020-12).');
  }
  return {
    statuses: toStatuses(written.status, [...path, 'status'], report),
    headers,
    json:
      written.json === undefined
        ? null
        : { value: toJson(written.json, [...path, 'json'], report) },
    schema: schema ?? null,
    text: written.text ?? null,
    maxMs: written.maxMs ?? null,
  };
}

function toStatuses(written: unknown, path: YamlPath, report: Report): StatusMatch[] {
  const all: readonly unknown[] = Array.isArray(written) ? written : [written];
  const statuses = all.filter(isStatus);
  if (statuses.length < all.length || all.length === 0) {
    report(path, 'The status is not one.', 'Write 201, "4xx", or a list of them.');
  }
  return statuses;
}

const isStatus = (value: unknown): value is StatusMatch =>
  (typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599) ||
  (typeof value === 'string' && /^[1-5]xx$/.test(value));

function toCaptures(
  written: Readonly<Record<string, string>>,
  path: YamlPath,
  report: Report,
): HttpCapture[] {
  return Object.entries(written).map(([name, from]): HttpCapture => {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(name) || name === 'index') {
      report([...path, name], `"${name}" is no name for a capture.`, 'Use letters and digits.');
    }
    const header = /^header:\s*(.+)$/.exec(from)?.[1];
    if (header !== undefined) return { name, from: 'header', header };
    if (from !== '' && !from.startsWith('/')) {
      const remedy = 'Write a JSON Pointer ("/items/0/id"), or "header:Location".';
      report([...path, name], `"${from}" is no place in an answer.`, remedy);
    }
    return { name, from: 'json', pointer: from };
  });
}

const toTexts = (written: WrittenTexts): NamedText[] =>
  Object.entries(written).map(([name, value]) => ({ name, value: String(value) }));

function checkPattern(text: string, path: YamlPath, report: Report): void {
  const fault = patternFault(text);
  if (fault !== null) report(path, `The pattern is not valid: ${fault}.`, 'Mend it.');
}

/** What YAML gives to JSON: numbers it has no notation for are refused, and patterns checked. */
function toJson(written: unknown, path: YamlPath, report: Report): JsonValue {
  if (typeof written === 'string') {
    checkPattern(written, path, report);
    return written;
  }
  if (written === null || typeof written === 'boolean') return written;
  if (typeof written === 'number' && Number.isFinite(written)) return written;
  if (Array.isArray(written)) {
    return written.map((item, index) => toJson(item, [...path, index], report));
  }
  if (typeof written === 'object') {
    const entries = Object.entries(written).map(
      ([key, value]) => [key, toJson(value, [...path, key], report)] as const,
    );
    return Object.fromEntries(entries);
  }
  report(
    path,
    'JSON has no such value.',
    'Write a number, a text, true, false, null, list or keys.',
  );
  return null;
}
