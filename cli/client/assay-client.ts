import type {
  CohortResource,
  CreatedTokenResource,
  CreateDeviceCodeRequest,
  CreateTokenRequest,
  DeviceCodeResource,
  DeviceTokenRequest,
  ExerciseResource,
  ExerciseSummaryResource,
  Page,
  PhaseResource,
  ProgressResource,
  RegisterRequest,
  SubmissionResource,
  SubmissionSummaryResource,
  SubmitRequest,
  UserResource,
} from '../../grading/resource/resources.ts';
import { cohortSchema } from '../../grading/resource/cohort-schemas.ts';
import { deviceCodeSchema } from '../../grading/resource/account-schemas.ts';
import * as schemas from '../../grading/resource/schemas.ts';
import { HttpClient } from './http-client.ts';
import type { RequestOptions } from './http-client.ts';

/** Pages of one list that are fetched at most. */
const MAX_PAGES = 100;
const PAGE_SIZE = '100';

export interface ExerciseFilter {
  readonly phase?: string | undefined;
  readonly topic?: string | undefined;
  readonly kind?: string | undefined;
  readonly language?: string | undefined;
  readonly q?: string | undefined;
}

const pageOf = <T extends object>(item: T) =>
  ({
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: {
      items: { type: 'array', items: item },
      nextCursor: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
  }) as const;

const exercisePage = pageOf(schemas.exerciseSummarySchema);
const submissionPage = pageOf(schemas.submissionSummarySchema);
const phaseList = {
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: schemas.phaseSchema } },
} as const;

/** The API as the learner's commands use it, one method an endpoint. */
export class AssayClient {
  readonly http: HttpClient;
  readonly #signal: AbortSignal;

  constructor(server: string, token: string | null, signal: AbortSignal) {
    this.http = new HttpClient(server, token);
    this.#signal = signal;
  }

  get server(): string {
    return this.http.server;
  }

  register(request: RegisterRequest): Promise<UserResource> {
    return this.#post('/users', schemas.userSchema, request);
  }

  createToken(request: CreateTokenRequest): Promise<CreatedTokenResource> {
    return this.#post('/tokens', schemas.createdTokenSchema, request);
  }

  createDeviceCode(request: CreateDeviceCodeRequest): Promise<DeviceCodeResource> {
    return this.#post('/devices', deviceCodeSchema, request);
  }

  /** Rejects with the problem that says why there is no token (yet). */
  pollDevice(request: DeviceTokenRequest): Promise<CreatedTokenResource> {
    return this.#post('/devices/token', schemas.createdTokenSchema, request);
  }

  async revokeToken(id: string): Promise<void> {
    await this.http.json('DELETE', `/tokens/${encodeURIComponent(id)}`, null, {
      signal: this.#signal,
    });
  }

  me(): Promise<UserResource> {
    return this.#get('/users/me', schemas.userSchema);
  }

  async phases(): Promise<readonly PhaseResource[]> {
    const { items } = await this.#get<{ items: readonly PhaseResource[] }>('/phases', phaseList);
    return items;
  }

  exercises(filter: ExerciseFilter): Promise<readonly ExerciseSummaryResource[]> {
    return this.#all('/exercises', exercisePage, { ...filter });
  }

  exercise(id: string): Promise<ExerciseResource> {
    return this.#get(`/exercises/${encodeURIComponent(id)}`, schemas.exerciseSchema);
  }

  submit(
    request: SubmitRequest,
    idempotencyKey: string,
    onWait: NonNullable<RequestOptions['onWait']> = () => undefined,
  ): Promise<SubmissionResource> {
    return this.http.json('POST', '/submissions', schemas.submissionSchema, {
      ...{ body: request, idempotencyKey, onWait },
      signal: this.#signal,
    });
  }

  submission(id: string): Promise<SubmissionResource> {
    return this.#get(`/submissions/${encodeURIComponent(id)}`, schemas.submissionSchema);
  }

  /** The newest first. */
  async latestSubmission(exerciseId?: string): Promise<SubmissionSummaryResource | null> {
    const { items } = await this.#get<Page<SubmissionSummaryResource>>(
      '/submissions',
      submissionPage,
      { exerciseId, limit: '1' },
    );
    return items[0] ?? null;
  }

  progress(): Promise<ProgressResource> {
    return this.#get('/progress', schemas.progressSchema);
  }

  /** In the order of usernames; of everybody where `cohortId` is null. */
  scores(
    format: 'csv' | 'json',
    { cohortId, exercises }: { cohortId: string | null; exercises: 'assigned' | 'all' },
  ): AsyncGenerator<string> {
    if (cohortId === null) return this.http.download(`/scores.${format}`, {}, this.#signal);
    const path = `/cohorts/${encodeURIComponent(cohortId)}/scores.${format}`;
    return this.http.download(path, { exercises }, this.#signal);
  }

  /** Mine, or all of them for an admin. */
  cohorts(): Promise<readonly CohortResource[]> {
    return this.#all('/cohorts', pageOf(cohortSchema), {});
  }

  #get<T>(
    path: string,
    schema: object,
    query: Record<string, string | undefined> = {},
  ): Promise<T> {
    return this.http.json('GET', path, schema, { query, signal: this.#signal });
  }

  async #all<T>(
    path: string,
    schema: object,
    query: Record<string, string | undefined>,
  ): Promise<readonly T[]> {
    const found: T[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { items, nextCursor } = await this.#get<Page<T>>(path, schema, {
        ...{ ...query, cursor, limit: PAGE_SIZE },
      });
      found.push(...items);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    return found;
  }

  #post<T>(path: string, schema: object, body: unknown): Promise<T> {
    return this.http.json('POST', path, schema, { body, signal: this.#signal });
  }
}
