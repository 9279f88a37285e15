import type { VerificationReport, VerificationResource } from '../../grading/resource/resources.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Page } from 'playwright-core';
import { makeTarGz, SUM_EXERCISE } from '../support/archives.ts';

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;
type Candidate = VerificationReport['candidates'][number];

const candidate = (
  name: string,
  language: Candidate['language'],
  {
    expected = 'AC',
    got = expected,
    ...rest
  }: Partial<Candidate> & { got?: Candidate['expected'] },
): Candidate => ({
  ...{ name, language, role: 'solution', expected, failure: null, ok: got === expected },
  verdicts: got === null ? [] : [got],
  slowestCase: { name: 'a-long-list', cpuTimeMs: 412, limitMs: 2000 },
  peakMemoryBytes: 21_400_000,
  ...rest,
});

const SOUND: VerificationReport = {
  cases: 14,
  gradingMs: 4210,
  candidates: [
    candidate('accepted/python', 'python', {}),
    candidate('accepted/java', 'java', { peakMemoryBytes: 88_000_000 }),
    candidate('wrong_answer/off-by-one.py', 'python', { expected: 'WA' }),
    candidate('time_limit_exceeded/quadratic.py', 'python', {
      expected: 'TLE',
      slowestCase: { name: 'a-long-list', cpuTimeMs: 2003, limitMs: 2000 },
    }),
  ],
  slowestCases: [
    ...[{ name: 'a-long-list', group: 'large', candidate: 'accepted/java', cpuTimeMs: 412 }],
    ...[{ name: 'a-short-list', group: 'small', candidate: 'accepted/java', cpuTimeMs: 96 }],
  ].map((one) => ({ ...one, limitMs: 2000 })),
  problems: [],
};

const UNSOUND: VerificationReport = {
  ...SOUND,
  candidates: SOUND.candidates.map((one) =>
    one.expected === 'WA' ? { ...one, verdicts: ['AC'], ok: false } : one,
  ),
  problems: [
    {
      file: 'phase-1/two-sum/solutions/wrong_answer/off-by-one.py',
      message: 'It must get WA, and gets AC.',
      remedy: 'Add a case that it fails, or move it to solutions/accepted/.',
    },
  ],
};

/** Verifications of the current version: a sound one, one with a mistake, one under way. */
export async function addVerifications(
  database: Database,
  call: Call,
  exerciseId: string,
): Promise<{ readonly sound: string; readonly unsound: string; readonly running: string }> {
  const { contentHash } = await call<{ contentHash: string }>('GET', `exercises/${exerciseId}`);
  const ask = async (data: object): Promise<string> => {
    const path = `exercises/${exerciseId}/versions/${contentHash}/verifications`;
    const { id } = await call<VerificationResource>('POST', path);
    await database.prisma.verification.update({ where: { id }, data });
    return id;
  };
  const finished = { state: 'finished', total: 4, finishedAt: new Date() } as const;
  return {
    unsound: await ask({ ...finished, ok: false, report: UNSOUND }),
    sound: await ask({ ...finished, ok: true, report: SOUND }),
    running: await ask({ state: 'running', total: 4, running: 'accepted/java' }),
  };
}

/** An upload with three mistakes, and what the page says to it. */
export async function uploadMistakes(page: Page): Promise<void> {
  const files = Object.entries({
    ...SUM_EXERCISE,
    'exercise.yaml': SUM_EXERCISE['exercise.yaml']!.replace('points: 10', 'point: 10'),
    'solutions/wrong-answer/x.py': 'print(1)\n',
  }).filter(([path]) => path !== 'statement.md');
  const archive = await makeTarGz(
    files.map(([path, content]) => ({ name: `phase-1/sum/${path}`, content })),
  );
  await page.getByLabel('An archive').check();
  await page
    .getByLabel('The archive of the folder')
    .setInputFiles({ name: 'sum.tar.gz', mimeType: 'application/gzip', buffer: archive });
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
}
