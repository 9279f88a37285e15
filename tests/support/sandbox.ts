import { join } from 'node:path';
import { loadEngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import type { RunFacts } from '../../grading/verdict/facts.ts';
import {
  createSandbox,
  type ProvenSandbox,
  type SandboxOptions,
} from '../../worker/sandbox/create-sandbox.ts';
import { connectEngine, type Engine } from '../../worker/sandbox/engine.ts';
import type { LeasedCell, LeaseRequest, RunCommand } from '../../worker/sandbox/sandbox.ts';

/** Real cells on the real engine, for tests. */
export const MIB = 1024 * 1024;
export const SANDBOX_IMAGES = join(repoRoot, 'sandbox-images');
/** Images may have to be built first. */
export const SANDBOX_START_MS = 300_000;

export interface TestSandbox extends ProvenSandbox {
  /** What went wrong and was dealt with. */
  readonly troubles: string[];
}

export const testEngine = (): Engine => connectEngine(loadEngineConfig());

export async function openSandbox(overrides: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const troubles: string[] = [];
  const sandbox = await createSandbox({
    sandboxImagesDir: SANDBOX_IMAGES,
    engine: loadEngineConfig(),
    isolation: 'auto',
    concurrency: 2,
    runtime: null,
    onTrouble: (message, error) => troubles.push(`${message}: ${String(error)}`),
    ...overrides,
  });
  return Object.assign(sandbox, { troubles });
}

export const PYTHON_LEASE: LeaseRequest = {
  image: 'python',
  memoryBytes: 64 * MIB,
  processes: 16,
};

const LIMITS = {
  role: 'run',
  cpuTimeMs: 2000,
  wallTimeMs: 6000,
  stdoutBytes: 64 * 1024,
  stderrBytes: 64 * 1024,
  diskBytes: 4 * MIB,
  stdin: '',
} as const;

export type RunOverrides = Partial<RunCommand>;

/** Runs a source with small limits. */
export function runPython(
  cell: LeasedCell,
  source: string,
  overrides: RunOverrides = {},
): Promise<RunFacts> {
  cell.writeFiles([{ path: 'main.py', content: source }]);
  return cell.run({ ...LIMITS, argv: ['/usr/bin/python3', '/app/main.py'], ...overrides });
}

export function runJavaScript(
  cell: LeasedCell,
  source: string,
  overrides: RunOverrides = {},
): Promise<RunFacts> {
  cell.writeFiles([{ path: 'main.js', content: source }]);
  return cell.run({ ...LIMITS, argv: ['/usr/local/bin/node', '/app/main.js'], ...overrides });
}

export const stdoutOf = (facts: RunFacts): string => Buffer.from(facts.stdout.bytes).toString();
export const stderrOf = (facts: RunFacts): string => Buffer.from(facts.stderr.bytes).toString();

/** Leases, acts, releases. */
export async function withCell<T>(
  sandbox: ProvenSandbox,
  request: LeaseRequest,
  act: (cell: LeasedCell) => Promise<T>,
): Promise<T> {
  const cell = await sandbox.lease(request);
  try {
    return await act(cell);
  } finally {
    await cell.release();
  }
}

const UNTIL_ATTEMPTS = 500;
const UNTIL_PAUSE_MS = 20;

/** Waits for what the background brings about; bounded, so that a test fails and does not hang. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < UNTIL_ATTEMPTS; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, UNTIL_PAUSE_MS));
  }
  throw new Error(`never came about: ${condition.toString()}`);
}
