import type { SqlEngine } from '../../../grading/kinds/sql/types.ts';
import type { SqlEngineAdapter } from './engine.ts';
import { mysql } from './mysql/engine.ts';
import { postgresql } from './postgresql/engine.ts';
import { sqlite } from './sqlite/engine.ts';

/** The engines: to add one, add a folder here and one in sandbox-images/. */
const ENGINES: Readonly<Partial<Record<SqlEngine, SqlEngineAdapter>>> = {
  sqlite,
  postgresql,
  mysql,
};

export function engineOf(id: SqlEngine): SqlEngineAdapter {
  const engine = ENGINES[id];
  if (engine === undefined) {
    throw new Error(`Assay cannot run ${id} yet: change sql.engine in exercise.yaml.`);
  }
  return engine;
}
