import { openReceiver } from './webhook-receiver.ts';

/** Takes the traces of OTLP/HTTP as JSON: a real server on loopback. */
export interface OtlpReceiver {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT` */
  readonly endpoint: string;
  /** What has come until now. */
  readonly bodies: () => readonly OtlpBody[];
  readonly close: () => Promise<void>;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

export interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: object }[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

export const openOtlpReceiver = async (): Promise<OtlpReceiver> => {
  const { port, messages, close } = await openReceiver((response) => {
    response.setHeader('content-type', 'application/json').end('{}');
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bodies: () => messages.map(({ body }) => JSON.parse(body) as OtlpBody),
    close,
  };
};

export const spansIn = (bodies: readonly OtlpBody[]): OtlpSpan[] =>
  bodies
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans);
