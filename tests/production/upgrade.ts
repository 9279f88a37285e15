import type { Images } from './images.ts';
import { begin, untilReady, up, withStack, type Stack } from './stack.ts';
import { timed } from './timed.ts';
import { acceptAll, gradedBy, query, untilWorkers } from './work.ts';

const SUBMISSIONS = 10;

/**
 * From the version before to this one, in the order that docs/operations/production.md gives (the
 * API first) and in the other. After each step a part of either version is killed and started again,
 * and solutions are accepted.
 */
export async function showUpgrades(before: Images, now: Images): Promise<void> {
  for (const order of [
    ['api', 'worker'],
    ['worker', 'api'],
  ] as const) {
    process.stdout.write(`\nupgrade: first ${order[0]}, then ${order[1]}\n`);
    await withStack(before, (stack) => upgrade(stack, now, order));
  }
}

async function upgrade(
  stack: Stack,
  now: Images,
  [first, second]: readonly ['api', 'worker'] | readonly ['worker', 'api'],
): Promise<void> {
  const token = await begin(stack);
  const accept = async (title: string): Promise<void> => {
    await untilReady(stack.url);
    await untilWorkers(stack.project, 1);
    await timed(`${SUBMISSIONS} solutions accepted: ${title}`, () =>
      acceptAll(stack.url, token, SUBMISSIONS),
    );
  };
  const migrations = async (): Promise<number> =>
    (await query(stack.project, 'SELECT migration_name FROM _prisma_migrations')).length;

  await accept('all is old');
  const known = await migrations();
  const image = first === 'api' ? 'ASSAY_API_IMAGE' : 'ASSAY_WORKER_IMAGE';
  const mixed = stack.project.with({ [image]: now[image] });
  await timed(`the ${first} is new`, () => up(mixed, '--no-deps', first));
  await accept(`new ${first}, old ${second}`);
  process.stdout.write(`the new ${first} applied ${(await migrations()) - known} migrations\n`);
  await mixed.run(['kill', second]);
  await up(mixed, '--no-deps', second);
  await accept(`the old ${second} started again`);
  await timed(`the ${second} is new, too`, () => up(mixed.with(now), '--no-deps', second));
  await accept('all is new');
  const graded = [...(await gradedBy(stack.project)).values()];
  process.stdout.write(`graded by worker: ${graded.join(', ')}; each once\n`);
}
