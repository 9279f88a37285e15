import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { gradeSource } from '../../worker/grade.ts';
import { looking, rows, shop, sqlExercise } from '../support/sql-exercise.ts';
import { bareProcess } from './bare-process.ts';
import { unpackImage } from './bare-root.ts';
import type { KindBench, Match } from './compare-kinds.ts';

const CASES = 5;
const SQL = `
SELECT c.name, count(p.id) AS purchases
  FROM customer c LEFT JOIN purchase p ON p.customer_id = c.id
 GROUP BY c.id, c.name;
`;
const EXERCISE = sqlExercise(
  shop('query'),
  looking(
    ...Array.from({ length: CASES }, () => ({
      expect: rows([
        ['Ann', 2],
        ['Bob', 1],
        ['Cyd', 0],
      ]),
    })),
  ),
);
const PSQL = '/usr/lib/postgresql/15/bin/psql';

/**
 * Five cases on PostgreSQL, a session's databases included, against one start of its client: less
 * than what a script that asks a running server pays for each case.
 */
export async function sqlMatches({ sandbox, folder }: KindBench): Promise<Match[]> {
  const root = await unpackImage(await sandbox.imageTag('postgresql'), join(folder, 'bare-sql'));
  const argv = ['/usr/sbin/chroot', root, PSQL, '--version'] as const;
  const { stdout } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });
  return [
    {
      title: `sql, ${CASES} cases, PostgreSQL`,
      baseline: bareProcess({
        ...{ name: 'bare start of psql', argv, env: {}, expectedStdout: stdout, runs: 1 },
      }),
      submission: {
        name: 'submission, in the worker',
        run: async () => {
          const files = [{ path: 'main.sql', content: SQL }];
          const result = await gradeSource({
            ...{ exercise: EXERCISE, sandbox, source: { language: 'sql', files } },
          });
          if (result.verdict !== 'AC') throw new Error(JSON.stringify(result));
        },
      },
    },
  ];
}
