import type { FolderView } from '../../catalogue/folder-view.ts';
import type { ManifestOf } from '../../manifest/manifest.ts';
import type { SqlSpec } from './types.ts';

const SCHEMA_FILE = 'schema.sql';
const DATASET_NAME = /^[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

/** The database of an exercise: the manifest's section, and the files of database/. */
export function readSqlSpec(view: FolderView, { sql }: ManifestOf['sql']): SqlSpec {
  const files = view.below('database');
  const schema = files.find(({ path }) => path === SCHEMA_FILE)?.content ?? '';
  if (schema.trim() === '' && sql.task !== 'schema') {
    const remedy = 'Add it: the tables that the learner works on.';
    view.fault(`database/${SCHEMA_FILE}`, 'The schema is missing or empty.', remedy);
  }
  const datasets = files.filter(({ path }) => path !== SCHEMA_FILE);
  for (const { path } of datasets) {
    if (DATASET_NAME.test(path)) continue;
    const remedy = 'Use lower-case letters, digits and hyphens, as in "small.sql".';
    view.fault(`database/${path}`, `"${path}" is no name for a dataset.`, remedy);
  }
  return {
    engine: sql.engine,
    task: sql.task,
    schema,
    datasets: datasets.map(({ path, content }) => ({
      name: path.replace(/\.sql$/, ''),
      sql: content,
    })),
  };
}
