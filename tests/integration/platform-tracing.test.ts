import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { repoRoot } from '../../platform/config/paths.ts';
import { openOtlpReceiver, spansIn, type OtlpReceiver } from '../support/otlp-receiver.ts';

/** The variables of OpenTelemetry, each given to a process of its own, and what arrives of it. */
const TRACES = 64;
const API = '@opentelemetry/api';
const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7';
const run = promisify(execFile);

let receiver: OtlpReceiver;
/** What had come before. */
let past = 0;

beforeAll(async () => {
  receiver = await openOtlpReceiver();
});
afterAll(() => receiver.close());
const forget = (): void => {
  past = receiver.bodies().length;
};
beforeEach(forget);

const requests = (): number => receiver.bodies().length - past;
/** Of each span that came, its trace. */
const came = (): string[] => spansIn(receiver.bodies().slice(past)).map(({ traceId }) => traceId);

/** The packages of OpenTelemetry that it has loaded. */
const trace = async (env: NodeJS.ProcessEnv, traceParent: string[] = []): Promise<string[]> => {
  const script = ['--import', 'tsx', 'tests/support/traced-process.ts', String(TRACES)];
  const { stdout } = await run(process.execPath, [...script, ...traceParent], {
    cwd: repoRoot,
    env: { PATH: process.env['PATH'], ...env },
  });
  return JSON.parse(stdout) as string[];
};

test.each([
  ['no endpoint', () => ({})],
  ['an empty endpoint', () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })],
  [
    'OTEL_SDK_DISABLED',
    () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_SDK_DISABLED: 'true' }),
  ],
  [
    'OTEL_TRACES_EXPORTER=none',
    () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_TRACES_EXPORTER: 'none' }),
  ],
])('%s: nothing is sent, and nothing but the interface is loaded', async (_, env) => {
  expect(await trace(env())).toEqual([API]);
  expect(requests()).toBe(0);
});

test('with an endpoint every trace is sent, as its caller decided', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
  expect(await trace(env)).toEqual(
    expect.arrayContaining([API, '@opentelemetry/sdk-trace-node', '@opentelemetry/resources']),
  );
  expect([new Set(came()).size, came().length]).toEqual([TRACES, 2 * TRACES]);
  forget();
  await trace(env, [`${CALLER}-00`]);
  expect(came()).toEqual([]);
});

test('OTEL_TRACES_SAMPLER and its ARG choose whole traces', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
  await trace({ ...env, OTEL_TRACES_SAMPLER: 'always_off' });
  const ratio = { ...env, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' };
  await trace({ ...ratio, OTEL_TRACES_SAMPLER_ARG: '0' });
  expect(came()).toEqual([]);
  await trace({ ...ratio, OTEL_TRACES_SAMPLER_ARG: '0.5' });
  const traces = new Set(came()).size;
  // By chance: none or all of 64 would come once in 2^63 runs.
  expect(traces).toBeGreaterThan(0);
  expect(traces).toBeLessThan(TRACES);
  expect(came()).toHaveLength(2 * traces);
});
