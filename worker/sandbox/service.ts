import type { RunFacts } from '../../grading/verdict/facts.ts';
import type { RunningProcess, ServiceSpec } from './sandbox.ts';

const READY_TIMEOUT_MS = 30_000;
/** What is told of a service that failed. */
const TOLD_BYTES = 2000;

/** Resolves when the service has printed its line; rejects when it ends before, or takes too long. */
export async function untilReady(service: RunningProcess, spec: ServiceSpec): Promise<void> {
  const timeoutMs = spec.readyTimeoutMs ?? READY_TIMEOUT_MS;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${spec.name} was not ready after ${String(timeoutMs)} ms`));
    }, timeoutMs);
  });
  const ended = service.facts.then((facts) => {
    throw new Error(`${spec.name} ended before it was ready: ${describe(facts)}`);
  });
  try {
    await Promise.race([readyLine(service, spec.readyLine), late, ended]);
  } finally {
    clearTimeout(timer);
    ended.catch(() => undefined);
  }
}

/** Bounded by what a session keeps of a service's output. */
function readyLine(service: RunningProcess, line: string): Promise<void> {
  return new Promise((resolve) => {
    let open = '';
    service.onStdout((chunk) => {
      const lines = (open + Buffer.from(chunk).toString('utf8')).split('\n');
      open = lines.pop() ?? '';
      if (lines.includes(line)) resolve();
    });
  });
}

function describe({ exit, stdout, stderr }: RunFacts): string {
  const said = [stdout, stderr].map(({ bytes }) => Buffer.from(bytes).toString('utf8').trim());
  const last = said.filter((text) => text !== '').join('\n');
  return `${JSON.stringify(exit)} ${last.slice(-TOLD_BYTES)}`.trim();
}
