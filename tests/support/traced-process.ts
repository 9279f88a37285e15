import { createRequire } from 'node:module';
import { silentLogger } from '../../platform/log/logger.ts';
import { contextOf, inSpan } from '../../platform/tracing/span.ts';
import { startTracing } from '../../platform/tracing/start-tracing.ts';

/**
 * Traces as its environment says, and prints as JSON which packages of OpenTelemetry it has loaded:
 * `traced-process.ts TRACES [TRACEPARENT]`, each trace a span with another in it.
 */
const [traces, traceParent = null] = process.argv.slice(2);
const tracing = await startTracing('traced-process', silentLogger);
for (let trace = 0; trace < Number(traces); trace += 1) {
  await inSpan('work', { parent: contextOf(traceParent) }, () =>
    inSpan('part', {}, () => Promise.resolve()),
  );
}
await tracing?.close();
const files = Object.keys(createRequire(import.meta.url).cache);
const names = files.flatMap((file) => /@opentelemetry\/[^/\\]+/.exec(file) ?? []);
process.stdout.write(JSON.stringify([...new Set(names)]));
