import type { SqlSpec, SqlTask } from '../../grading/kinds/sql/types.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type {
  SqlDatabase,
  SqlEngineAdapter,
  SqlOutcome,
  SqlSession,
} from '../../worker/graders/sql/engine.ts';
import { MIB, withCell, type TestSandbox } from './sandbox.ts';

/** Databases of an engine, without the grader. */
export const SQL_LIMITS: Limits = {
  cpuTimeMs: 2000,
  wallTimeMs: 6000,
  memoryBytes: 128 * MIB,
  outputBytes: 256 * 1024,
  processes: 64,
  diskBytes: 16 * MIB,
};

export interface SqlSetup {
  readonly task: SqlTask;
  readonly schema: string;
  readonly datasets?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
}

export async function withSession<T>(
  sandbox: TestSandbox,
  engine: SqlEngineAdapter,
  setup: SqlSetup,
  act: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const limits = { ...SQL_LIMITS, ...setup.limits };
  const spec: SqlSpec = {
    ...{ engine: 'sqlite', task: setup.task, schema: setup.schema },
    datasets: Object.entries(setup.datasets ?? {}).map(([name, sql]) => ({ name, sql })),
  };
  const request = {
    image: engine.image,
    ...{ memoryBytes: limits.memoryBytes, processes: limits.processes },
    ...(engine.service === null ? {} : { service: engine.service }),
  };
  return withCell(sandbox, request, async (cell) => {
    const session = await engine.open({ cell, spec, limits });
    try {
      return await act(session);
    } finally {
      await session.close();
    }
  });
}

/** One case, from its database's opening to its closing. */
export async function inDatabase<T>(
  session: SqlSession,
  act: (database: SqlDatabase) => Promise<T>,
  dataset: string | null = null,
  keeps = true,
): Promise<T> {
  const database = await session.openDatabase(dataset, keeps);
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}

/** In few words: the value, the message of an error, or the limit. */
export function brief(outcome: SqlOutcome<unknown>): unknown {
  if (outcome.kind === 'done') return outcome.value;
  return outcome.kind === 'stopped' ? `stopped: ${outcome.by}` : outcome.error.message;
}
