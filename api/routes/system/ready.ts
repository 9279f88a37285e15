import { ApiError } from '../../http/api-error.ts';
import { defineRoute } from '../../http/route.ts';
import type { ApiServices } from '../../services.ts';

const PARTS = ['database', 'queue', 'exercises'] as const;
type Part = (typeof PARTS)[number];
type Checks = Readonly<Record<Part, 'ok' | 'failing'>>;

const state = { type: 'string', enum: ['ok', 'failing'] } as const;
const readySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['status', 'checks'],
  properties: {
    status: { const: 'ready' },
    checks: {
      type: 'object',
      additionalProperties: false,
      required: PARTS,
      properties: { database: state, queue: state, exercises: state },
    },
  },
} as const;

/** A part that takes longer to answer does not answer. */
const CHECK_TIMEOUT_MS = 2000;

const answers = async (check: () => Promise<unknown>): Promise<'ok' | 'failing'> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'failing'>((resolve) => {
    timer = setTimeout(() => resolve('failing'), CHECK_TIMEOUT_MS);
  });
  const answer = check().then(
    () => 'ok' as const,
    () => 'failing' as const,
  );
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
};

const checkAll = async ({ database, queue, exercises }: ApiServices): Promise<Checks> => {
  const [databaseState, queueState, exercisesState] = await Promise.all([
    answers(() => database.pool.query('SELECT 1')),
    answers(() => queue.counts()),
    answers(() => exercises.assertLoaded()),
  ]);
  return { database: databaseState, queue: queueState, exercises: exercisesState };
};

export const readyRoute = defineRoute<{
  auth: 'public';
  answer: { status: 'ready'; checks: Checks };
}>({
  method: 'get',
  path: '/ready',
  operationId: 'getReadiness',
  tag: 'System',
  summary: 'Can it serve',
  description: 'Asks the database and the queue, and whether exercises are loaded.',
  auth: 'public',
  replies: { 200: { description: 'It can.', schema: readySchema } },
  errors: ['not-ready'],
  handle: async ({ services }) => {
    const checks = await checkAll(services);
    const failing = PARTS.filter((part) => checks[part] !== 'ok');
    if (failing.length > 0) {
      throw new ApiError('not-ready', `Not ready: ${failing.join(', ')}.`, {
        headers: { 'Retry-After': '2' },
        extensions: { checks },
      });
    }
    return { status: 200, body: { status: 'ready', checks } };
  },
});
