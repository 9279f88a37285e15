import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../log/logger.ts';
import { version } from '../version.ts';
import type { Tracing } from './start-tracing.ts';

const CLOSE_WITHIN_MS = 2_000;
/** An endpoint that is down fails every few seconds: enough to be told of now and then. */
const COMPLAIN_EVERY_MS = 60_000;

/** Batches in a bounded queue: what an endpoint does not take is dropped, and nobody waits for it. */
export const exportTraces = (serviceName: string, logger: Logger): Tracing => {
  listenToTroubles(logger);
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const giveUp = (): Promise<void> => sleep(CLOSE_WITHIN_MS, undefined, { ref: false });
  return { close: () => Promise.race([provider.shutdown().catch(() => undefined), giveUp()]) };
};

const listenToTroubles = (logger: Logger): void => {
  let quietUntil = 0;
  const complain = (message: string): void => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + COMPLAIN_EVERY_MS;
    logger.warn({ event: 'traces-not-sent' }, `traces are not sent: ${message}`);
  };
  const silent = (): void => undefined;
  const listener = {
    error: complain,
    warn: complain,
    info: silent,
    debug: silent,
    verbose: silent,
  };
  diag.setLogger(listener, DiagLogLevel.WARN);
};
