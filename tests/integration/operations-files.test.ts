import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { requestMetrics } from '../../api/http/request-metrics.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { createRegistry } from '../../platform/metrics/create-registry.ts';
import { createWorkerMetrics, watchSandbox } from '../../worker/worker-metrics.ts';

/** The dashboard and the alert rules ask only for what the processes tell. */
const registry = createRegistry('worker');
createWorkerMetrics(registry);
watchSandbox(registry, {
  cells: () => ({ idle: 0, leased: 0, starting: 0, waiting: 0, started: 0, destroyed: 0 }),
  isPaused: () => false,
});
requestMetrics(registry);
/** The queue's gauges need a queue; tests/integration/metrics.test.ts reads it. */
const known = new Set([
  ...registry.getMetricsAsArray().map(({ name }) => name),
  'assay_queue_jobs',
  'assay_submissions_unserved',
]);

const read = (name: string): string =>
  readFileSync(join(repoRoot, 'docs', 'operations', name), 'utf8');
const metricsIn = (expression: string): string[] =>
  (expression.match(/\b(?:assay|http|process)_[a-z_]+/g) ?? []).map((name) =>
    name.replace(/_bucket$/, ''),
  );

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}
interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

describe('what is asked of Prometheus exists', () => {
  const rules = (parse(read('prometheus-rules.yaml')) as Rules).groups.flatMap((one) => one.rules);
  const { panels } = JSON.parse(read('grafana-dashboard.json')) as Dashboard;
  const expressions = [...rules, ...panels.flatMap(({ targets }) => targets)];

  test.each(expressions.map(({ expr }) => expr))('%s', (expression) => {
    const unknown = metricsIn(expression).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});
