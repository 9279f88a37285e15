import type {
  AddedUserResource,
  CohortResource,
  ExerciseSummaryResource,
  Page,
} from '../../grading/resource/resources.ts';
import type { Database } from '../../platform/database/database.ts';
import { beat } from '../../platform/database/worker-heartbeats.ts';
import { PASSWORD, type TestApi } from '../support/api.ts';
import type { Learner } from './learner.ts';
import { addVerifications } from './verifications.ts';

export interface Staff {
  readonly login: Learner['login'];
  /** Somebody who has a temporary password. */
  readonly newcomer: Learner['login'];
  readonly cohortId: string;
  readonly learnerId: string;
  readonly verifications: Awaited<ReturnType<typeof addVerifications>>;
}

const ASSIGNED = 12;

/** An admin with a cohort that the learner is in, and a worker that is alive. */
export async function addStaff(api: TestApi, database: Database, learner: Learner): Promise<Staff> {
  const { username, token } = await api.newUser();
  const data = { role: 'admin', displayName: 'Grace Hopper' } as const;
  await database.prisma.user.update({ where: { username }, data });
  const { username: learnerName, password } = learner.login.data;
  const call = async <T>(method: string, path: string, body?: object): Promise<T> =>
    (await api.call(method, path, { token, ...(body === undefined ? {} : { body }) })).json as T;
  const cohort = await call<CohortResource>('POST', 'cohorts', { name: 'Backend 2026' });
  const { items } = await call<Page<ExerciseSummaryResource>>('GET', 'exercises?limit=100');
  await call('PATCH', `cohorts/${cohort.id}/assignments`, {
    exerciseIds: items.slice(0, ASSIGNED).map(({ id }) => id),
    dueAt: '2026-12-10T17:00:00.000Z',
  });
  const { json } = await api.call('POST', 'tokens', {
    body: { name: 'join', username: learnerName, password },
  });
  const joining = { token: (json as { token: string }).token, body: { joinCode: cohort.joinCode } };
  await api.call('POST', 'cohorts/join', joining);
  await beat(database, {
    ...{ workerId: 'lab-7', host: 'lab', pid: 7, version: '0.1.0', startedAt: new Date() },
    ...{ concurrency: 2, runtimes: ['python', 'javascript'], isolation: 'recycled', paused: false },
    ...{ idleCells: 3, leasedCells: 1, startingCells: 0 },
  });
  const newcomer = await addUsers(call);
  const { id } = await database.prisma.user.findUniqueOrThrow({ where: { username: learnerName } });
  return {
    login: { data: { username, password: PASSWORD } },
    newcomer: { data: newcomer },
    cohortId: cohort.id,
    learnerId: id,
    verifications: await addVerifications(database, call, learner.exerciseId),
  };
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

/** Somebody in each state that an account can have; gives who has yet to choose a password. */
async function addUsers(call: Call): Promise<Learner['login']['data']> {
  const add = (username: string, displayName: string) =>
    call<AddedUserResource>('POST', 'admin/users', { username, displayName, role: 'learner' });
  await add('new-here', 'Barbara Liskov');
  const gone = await add('has-left', 'Edsger Dijkstra');
  await call('PUT', `users/${gone.user.id}/access`, { disabled: true });
  await call('PATCH', `users/${gone.user.id}`, { role: 'instructor' });
  await call('PUT', 'exercises/calculator/visibility', { hidden: true });
  await call('PUT', 'exercises/calculator/visibility', { hidden: false });
  const { password } = await add('newcomer', 'Radia Perlman');
  return { username: 'newcomer', password };
}
