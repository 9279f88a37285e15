import type { Logger } from '../log/logger.ts';

/** Traces that are being sent somewhere. */
export interface Tracing {
  /** Sends what is left, or gives up after two seconds. */
  close(): Promise<void>;
}

/**
 * Sends traces by OTLP where the standard variables name an endpoint; else null, and nothing of it is
 * loaded. Whether the endpoint answers never matters to the service.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const startTracing = async (
  serviceName: string,
  logger: Logger,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Tracing | null> => {
  const endpoint =
    env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
  const isOff =
    env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  if (endpoint === null || isOff) return null;
  const { exportTraces } = await import('./export-traces.ts');
  return exportTraces(serviceName, logger);
};
