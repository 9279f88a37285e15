import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXERCISE_ID, SOURCE, writeExercises } from './exercises.ts';
import { httpSubmission, registerLearner } from './http-submission.ts';
import { compare, type Contestant, type RoundOptions } from './measure.ts';
import { printTable } from './report.ts';
import { startStack } from './stack.ts';

/**
 * `npm run bench:traces`: what traces cost. Two services as in production, one of which sends every
 * span to an endpoint on loopback that swallows it; submissions from POST to verdict on both, in
 * turn, so that a drift of the machine meets both alike.
 */
const LEARNERS = 10;
const SILENT = 'without an endpoint';
const TRACED = 'with an endpoint, every trace';
/** Short rounds and many: what else the machine does meets both in the same second. */
const ROUNDS: Omit<RoundOptions, 'concurrency'> = { rounds: 100, roundMs: 0, minimumRuns: 6 };

const progress = (message: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${message}`);
};

let bytes = 0;
const endpoint = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.once('end', () => response.setHeader('content-type', 'application/json').end('{}'));
}).listen(0, '127.0.0.1');
await once(endpoint, 'listening');

const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
let submissions = 0;

async function contestant(name: string, settings: Record<string, string>): Promise<Contestant> {
  progress(`starting a service ${name}`);
  const stack = await startStack({ exercisesDir: folder, concurrency: 2, settings });
  closing.push(() => stack.stop());
  const tokens = [];
  for (let index = 1; index <= LEARNERS; index += 1) {
    tokens.push(await registerLearner(stack.url, `learner-${index}`));
  }
  const submission = {
    ...{ exerciseId: EXERCISE_ID, language: 'python' as const },
    files: [{ path: 'main.py', content: SOURCE }],
  };
  return httpSubmission({ name, url: stack.url, tokens, submission });
}

try {
  await writeExercises(folder, 1);
  const { port } = endpoint.address() as AddressInfo;
  const silent = await contestant(SILENT, { OTEL_EXPORTER_OTLP_ENDPOINT: '' });
  const traced = await contestant(TRACED, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  });
  const counted: Contestant = {
    name: traced.name,
    run: async () => {
      await traced.run();
      submissions += 1;
    },
  };
  for (const concurrency of [1, 2]) {
    const measured = await compare([silent, counted], { ...ROUNDS, concurrency }, progress);
    const title = `HTTP POST to stored verdict, 1 case, ${concurrency} at a time`;
    printTable({ title, measured, against: [SILENT] });
  }
  console.log(`\n${(bytes / submissions / 1024).toFixed(1)} KiB of spans a submission`);
} finally {
  for (const close of closing.reverse()) await close();
  endpoint.closeAllConnections();
  endpoint.close();
}
