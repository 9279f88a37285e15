import { mkdir, stat, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AssayClient } from '../../cli/client/assay-client.ts';
import { gradeSample } from '../../cli/setup/sample-submission.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { readAll, send } from '../bench/http-submission.ts';
import type { ComposeProject } from './compose.ts';
import { buildImages } from './images.ts';
import { begin, untilReady, up, withStack, type Stack } from './stack.ts';
import { timed } from './timed.ts';
import { showUpgrades } from './upgrade.ts';
import { acceptAll, gradedBy, untilWorkers } from './work.ts';

/**
 * `npm run stack`: the production layout from local images. Builds them, brings the stack up, makes
 * an admin and a learner, has a solution accepted, then many by three workers, of which two are taken
 * away meanwhile; offers a provider to sign in with; backs up, restores into a clean stack, and finds the submission there. With
 * `-- --upgrade-from REVISION` (of Git) it also goes from that version to this one, step by step.
 * Fails where one of it does; leaves no container behind.
 */
const DEADLINE_MS = 10 * 60_000;
const WORKERS = 3;
const SUBMISSIONS = 40;
/** The engine's cores are shared by three. */
const CONCURRENCY = '1';

async function restore(project: ComposeProject, backup: string): Promise<void> {
  await project.run(['down', '--volumes']);
  await up(project, 'postgres');
  const ready = 'until pg_isready --host=127.0.0.1 --username=assay; do sleep 1; done';
  await project.run(['exec', '-T', 'postgres', 'sh', '-c', ready]);
  const into = ['--username=assay', '--dbname=assay', '--exit-on-error', '--no-owner'];
  await project.run(['exec', '-T', 'postgres', 'pg_restore', ...into], { stdin: backup });
  await up(project);
}

/** Three workers that came at the same moment; then one, while the others' work is not done. */
async function showWorkers({ project, url }: Stack, token: string): Promise<void> {
  const many = project.with({ ASSAY_CONCURRENCY: CONCURRENCY });
  await timed(`up --scale worker=${WORKERS}`, () => up(many, '--scale', `worker=${WORKERS}`));
  const ids = await timed('each says that it lives', () => untilWorkers(project, WORKERS));
  await timed(`${SUBMISSIONS} solutions accepted`, () => acceptAll(url, token, SUBMISSIONS));
  const graded = await gradedBy(project);
  const shares = ids.map((id) => graded.get(id) ?? 0);
  process.stdout.write(`graded by worker: ${shares.join(', ')}\n`);
  if (shares.includes(0)) throw new Error('A worker had nothing to do.');
  await timed(`${SUBMISSIONS} more, while --scale worker=1 takes two away`, async () => {
    await Promise.all([
      acceptAll(url, token, SUBMISSIONS),
      up(project.with({ ASSAY_CONCURRENCY: CONCURRENCY }), '--scale', 'worker=1'),
    ]);
  });
  await gradedBy(project);
  await untilWorkers(project, 1);
}

/** Its file of providers reaches the API; one that is away keeps nobody from anything else. */
async function showProviders({ project, url, folder }: Stack): Promise<void> {
  const oidc = join(folder, 'oidc');
  await mkdir(oidc);
  const school = {
    id: 'school',
    title: 'School',
    issuer: 'https://127.0.0.1:2',
    clientId: 'assay',
  };
  const secret = { clientSecretFile: 'school-secret' };
  await writeFile(join(oidc, 'school-secret'), 'none', { mode: 0o444 });
  const file = JSON.stringify({ providers: [{ ...school, ...secret }] });
  await writeFile(join(oidc, 'providers.yaml'), file, { mode: 0o444 });
  const withProviders = project.with({
    ...{ ASSAY_OIDC_DIR: oidc, ASSAY_OIDC_PROVIDERS: '/run/oidc/providers.yaml' },
  });
  await timed('up with a provider to sign in with', () => up(withProviders, '--no-deps', 'api'));
  await untilReady(url);
  const ways = await readAll(await send(`${url}/api/v1/auth/providers`, new Agent(), {}));
  if (!ways.includes('"School"')) throw new Error(`The provider is not offered: ${ways}`);
  const doctor = ['node', 'dist/cli/main.js', 'doctor', 'providers'];
  const said = await withProviders.run(['exec', '-T', 'api', ...doctor]).catch(String);
  if (!/fail providers +school, .*does not answer/.test(said)) throw new Error(said);
}

async function show(stack: Stack): Promise<void> {
  const { project, url, folder } = stack;
  const token = await begin(stack);
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const client = new AssayClient(url, token, signal);
  const graded = await timed('a solution is graded (the worker’s canary included)', () =>
    gradeSample(client, join(repoRoot, 'exercises'), signal),
  );
  if (graded?.verdict !== 'AC') throw new Error(`not accepted: ${JSON.stringify(graded)}`);
  await showWorkers(stack, token);
  await showProviders(stack);
  const backup = join(folder, 'assay.dump');
  const dump = ['pg_dump', '--username=assay', '--format=custom', 'assay'];
  await timed('backup: pg_dump', () =>
    project.run(['exec', '-T', 'postgres', ...dump], { stdout: backup }),
  );
  await timed('restore into a clean stack, and up again', () => restore(project, backup));
  await untilReady(url);
  const found = await client.submission(graded.id);
  if (found.verdict !== 'AC') throw new Error('The submission is not what it was.');
  process.stdout.write(
    `${graded.id} is AC after the restore; the backup has ${(await stat(backup)).size} bytes\n`,
  );
}

const { values } = parseArgs({ options: { 'upgrade-from': { type: 'string' } } });
const { now, before } = await buildImages(values['upgrade-from'] ?? null);
await withStack(now, show);
if (before !== null) await showUpgrades(before, now);
