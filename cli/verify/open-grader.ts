import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GradingResult } from '../../grading/score/result.ts';
import { loadEngineConfig, type EngineConfig } from '../../platform/config/config.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { gradeSource, type GradeRequest } from '../../worker/grade.ts';
import { createSandbox } from '../../worker/sandbox/create-sandbox.ts';
import type { Isolation } from '../../grading/manifest/manifest.ts';
import { CliError, EXIT } from '../client/cli-error.ts';
import type { Terminal } from '../client/terminal.ts';
import { ensureEngine, stopEngine, type ReadyEngine } from '../setup/docker-engine.ts';

export interface Grader {
  grade(request: Omit<GradeRequest, 'sandbox'>): Promise<GradingResult>;
  close(): Promise<void>;
}

/** Sandboxes of our own, without server or database; the engine is started where it is not up. */
export async function openGrader(
  { env }: Pick<Terminal, 'env'>,
  concurrency: number,
  signal: AbortSignal,
  onProgress: (message: string) => void,
): Promise<Grader> {
  const engine = loadEngineConfig(env);
  // The log of an engine that this call starts; a name of its own, for /tmp is everybody's.
  const logFolder = await mkdtemp(join(tmpdir(), 'assay-verify-'));
  const logFile = join(logFolder, 'dockerd.log');
  const { daemon } = await ensureEngine({ engine, logFile, signal }, onProgress);
  if (daemon === null) await rm(logFolder, { recursive: true });
  try {
    return await openSandbox(engine, env, concurrency, onProgress, daemon);
  } catch (error) {
    if (daemon !== null) await stopEngine(daemon);
    throw error;
  }
}

async function openSandbox(
  engine: EngineConfig,
  env: Terminal['env'],
  concurrency: number,
  onProgress: (message: string) => void,
  daemon: ReadyEngine['daemon'],
): Promise<Grader> {
  const sandbox = await createSandbox({
    sandboxImagesDir: join(repoRoot, 'sandbox-images'),
    engine,
    runtime: orNull(env['SANDBOX_RUNTIME']),
    isolation: isolationFrom(env['SANDBOX_ISOLATION']),
    concurrency,
    onProgress,
  });
  return {
    grade: (request) => gradeSource({ ...request, sandbox }),
    close: async () => {
      await sandbox.close();
      if (daemon !== null) await stopEngine(daemon);
    },
  };
}

function isolationFrom(text: string | undefined): Isolation | 'auto' {
  if (text === undefined || text === '' || text === 'auto') return 'auto';
  if (text === 'recycled' || text === 'fresh') return text;
  throw new CliError(
    `SANDBOX_ISOLATION is "${text}".`,
    EXIT.usage,
    'Set it to auto, recycled or fresh.',
  );
}

const orNull = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text;
