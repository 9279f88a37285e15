import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Auth } from '../../api/http/route.ts';
import { ROUTES } from '../../api/routes/index.ts';
import type { CohortResource, SubmissionResource } from '../../grading/resource/resources.ts';
import { startApi, type Answer, type TestApi } from '../support/api.ts';
import { publish } from '../support/api-exercises.ts';
import { withTestDatabase } from '../support/database.ts';
import { gradeSubmission } from '../support/grade-submission.ts';
import { addressOf, nameOf, visitorOf, type Visitor } from './http-walk.ts';

/** Who may what: every route with everybody, and what is one learner's with another. */
const db = withTestDatabase();
type Who = 'anonymous' | 'learner' | 'instructor' | 'admin';
const EVERYBODY: readonly Who[] = ['anonymous', 'learner', 'instructor', 'admin'];
let api: TestApi;
let visitors: Readonly<Partial<Record<Who, Visitor>>>;

beforeAll(async () => {
  await publish(db.database);
  api = await startApi(db.database);
  visitors = {
    learner: await visitorOf(api, db.database, 'learner'),
    instructor: await visitorOf(api, db.database, 'instructor'),
    admin: await visitorOf(api, db.database, 'admin'),
  };
});
afterAll(() => api.close());

const send = (
  who: Visitor | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> =>
  api.call(method.toUpperCase(), path, {
    ...(who && { cookie: who.cookie, headers: { 'X-CSRF-Token': who.csrfToken } }),
    ...(body === undefined ? {} : { body }),
  });
const codeOf = ({ json }: Answer): string | undefined =>
  (json as { code?: string } | undefined)?.code;

/** What each route is for, said a second time: a route that is not here fails the test. */
const NEEDED: Readonly<Record<Auth, readonly string[]>> = {
  public: [
    ...['registerUser', 'logIn', 'createDeviceCode', 'pollDevice'],
    ...['listProviders', 'beginLogIn', 'finishLogIn'],
    ...['listPhases', 'listTopics', 'getHealth', 'getReadiness', 'getVersion'],
  ],
  // What one sees depends on who one is: hidden exercises; a token by password or by session.
  optional: ['createToken', 'listExercises', 'getExercise', 'logOut'],
  user: [
    ...['getCurrentUser', 'updateMe', 'getSignInWays', 'changePassword', 'getProgress'],
    ...['getCurrentSession', 'listSessions', 'endOtherSessions', 'endSession'],
    ...['listTokens', 'revokeToken', 'getDevice', 'decideDevice'],
    ...['submit', 'listSubmissions', 'getSubmission', 'followSubmission'],
    ...['listCohorts', 'joinCohort', 'getCohort', 'removeCohortMember'],
  ],
  instructor: [
    ...['createCohort', 'updateCohort', 'assignExercises', 'assignExercise', 'unassignExercise'],
    ...['listCohortMembers', 'getCohortMember', 'updateCohortMember'],
    ...['exportCohortScoresAsCsv', 'exportCohortScoresAsJson'],
    ...['getGradebook', 'downloadGradebook', 'listMemberSubmissions', 'getMemberSubmission'],
    ...['listAuthoredExercises', 'uploadExercise', 'getAuthoredExercise', 'setVisibility'],
    ...['listFolderProblems', 'listVersions', 'publishVersion', 'verifyVersion', 'getVerification'],
    ...['getExerciseStatistics', 'listFailures', 'rerunFailures', 'listRerunStates'],
    ...['rerunFailure', 'countRejudgeMatches', 'createRejudge', 'listRejudges', 'getRejudge'],
    ...['listRejudgeItems', 'applyRejudge', 'discardRejudge', 'rerunRejudge'],
    ...['listWebhooks', 'createWebhook', 'updateWebhook', 'deleteWebhook', 'testWebhook'],
    ...['listDeliveries', 'redeliver'],
  ],
  admin: [
    ...['listUsers', 'updateUser', 'addUser', 'setAccess', 'resetPassword', 'listAudit'],
    ...[
      'exportScoresAsCsv',
      'exportScoresAsJson',
      'listWorkers',
      'getQueueState',
      'getConfiguration',
    ],
  ],
};

test('every route needs what the table says, and the table says nothing of others', () => {
  const declared = ROUTES.map(({ operationId, auth }) => `${auth} ${operationId}`).sort();
  const said = Object.entries(NEEDED).flatMap(([auth, ids]) => ids.map((id) => `${auth} ${id}`));
  expect(declared).toEqual(said.sort());
});

const mayCall = (who: Who, auth: Auth): boolean => {
  if (auth === 'public' || auth === 'optional') return true;
  const needed: Who = auth === 'user' ? 'learner' : auth;
  return EVERYBODY.indexOf(who) >= EVERYBODY.indexOf(needed);
};

/** These end the visitor's own session, and so the walk. */
const ENDING = ['logOut', 'endOtherSessions'];

test.each(EVERYBODY)('%s is refused by the routes of others, before all else', async (who) => {
  const wrong: string[] = [];
  for (const route of ROUTES.filter(({ operationId }) => !ENDING.includes(operationId))) {
    const body = route.method === 'get' ? undefined : {};
    const answer = await send(visitors[who], route.method, addressOf(route), body);
    const refusal = who === 'anonymous' ? '401 unauthenticated' : '403 role-required';
    const got = `${answer.status} ${String(codeOf(answer))}`;
    const isRefused = got === refusal;
    if (isRefused === mayCall(who, route.auth)) wrong.push(`${nameOf(route)}: ${got}`);
  }
  expect(wrong).toEqual([]);
});

describe('what is one learner’s', () => {
  let owner: Visitor;
  let stranger: Visitor;
  let foreignTeacher: Visitor;
  let addresses: readonly (readonly [method: string, path: string, body?: unknown])[];
  const SECRET = 'a-line-that-only-its-author-knows';

  beforeAll(async () => {
    const { prisma } = db.database;
    [owner, stranger] = [
      await visitorOf(api, db.database, 'learner'),
      await visitorOf(api, db.database, 'learner'),
    ];
    foreignTeacher = await visitorOf(api, db.database, 'instructor');
    const teacher = visitors.instructor;
    const cohort = (await send(teacher, 'POST', 'cohorts', { name: SECRET }))
      .json as CohortResource;
    await send(owner, 'POST', 'cohorts/join', { joinCode: cohort.joinCode });
    const files = [{ path: 'main.py', content: `# ${SECRET}\n` }];
    const body = { exerciseId: 'word-count', language: 'python', files };
    const { id } = (await send(owner, 'POST', 'submissions', body)).json as SubmissionResource;
    await gradeSubmission(db.database, id, 4);
    const rejudge = (
      await send(teacher, 'POST', 'rejudges', { reason: SECRET, filter: { submissionId: id } })
    ).json as { id: string };
    const { id: userId } = await prisma.user.findUniqueOrThrow({
      where: { username: owner.username },
    });
    const session = await prisma.session.findFirstOrThrow({ where: { userId } });
    const token = await prisma.apiToken.findFirstOrThrow({ where: { userId } });
    const member = `cohorts/${cohort.id}/members/${userId}`;
    addresses = [
      ['GET', `submissions/${id}`],
      ['GET', `submissions/${id}/events`],
      ['DELETE', `sessions/${session.id}`],
      ['DELETE', `tokens/${token.id}`],
      ['GET', `cohorts/${cohort.id}`],
      ['PATCH', `cohorts/${cohort.id}`, { name: 'mine' }],
      ['GET', `cohorts/${cohort.id}/members`],
      ['GET', member],
      ['PATCH', member, { role: 'instructor' }],
      ['DELETE', member],
      ['GET', `${member}/submissions`],
      ['GET', `${member}/submissions/${id}`],
      ['GET', `cohorts/${cohort.id}/gradebook`],
      ['GET', `cohorts/${cohort.id}/gradebook.csv`],
      ['GET', `cohorts/${cohort.id}/scores.csv`],
      ['GET', `cohorts/${cohort.id}/scores.json`],
      ['PUT', `cohorts/${cohort.id}/assignments/word-count`, { dueAt: null }],
      ['GET', `rejudges/${rejudge.id}`],
      ['GET', `rejudges/${rejudge.id}/items`],
      ['POST', `rejudges/${rejudge.id}/apply`, {}],
      ['POST', `rejudges/${rejudge.id}/discard`, {}],
      ['POST', 'rejudges', { reason: 'x', filter: { submissionId: id } }],
    ];
  });

  test('is there for who may see it', async () => {
    expect((await send(owner, 'GET', addresses[0]?.[1] ?? '')).text).toContain(SECRET);
  });

  test.each(['another learner', 'an instructor of others', 'nobody'])(
    'is not there for %s, by any address',
    async (name) => {
      const who = { 'another learner': stranger, 'an instructor of others': foreignTeacher }[name];
      const wrong: string[] = [];
      for (const [method, path, body] of addresses) {
        const answer = await send(who, method, path, body);
        const expected = who === undefined ? [401] : [403, 404, 409];
        if (!expected.includes(answer.status)) wrong.push(`${method} ${path}: ${answer.status}`);
        if (answer.text.includes(SECRET)) wrong.push(`${method} ${path}: tells`);
        if (answer.status === 403 && codeOf(answer) !== 'role-required') {
          wrong.push(`${method} ${path}: 403 tells that it is there`);
        }
        if (answer.status === 409 && codeOf(answer) !== 'nothing-to-rejudge') {
          wrong.push(`${method} ${path}: ${String(codeOf(answer))}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('is in no list of another learner', async () => {
    for (const list of ['submissions', 'cohorts', 'tokens', 'sessions', 'progress']) {
      const answer = await send(stranger, 'GET', list);
      expect([list, answer.status, answer.text.includes(SECRET)]).toEqual([list, 200, false]);
    }
  });
});
