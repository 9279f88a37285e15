import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Exercise, ExerciseOf, ProgramCase } from '../../grading/catalogue/exercise.ts';
import { entryFile } from '../../grading/manifest/languages.ts';
import { RUNTIMES } from '../../worker/languages/index.ts';
import { gradeSource } from '../../worker/grade.ts';
import {
  base,
  calls,
  functionExercise,
  LIMITS as FUNCTION_LIMITS,
  plain,
} from '../support/function-exercise.ts';
import { gradeService } from '../support/grade-service.ts';
import { asking, conversations, exchange, expecting } from '../support/http-exercise.ts';
import { MIB, openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { HARNESS_ATTACKS, PROGRAM_ATTACKS, type HostileOfKind } from './hostile-kinds.ts';
import { takeInventory } from './house.ts';

/**
 * Submissions of kind `function`, `program` and `http` in every language, graded one at a time, so
 * that the cell of an attack is the next one's too: it must be found as it was before.
 */
let sandbox: TestSandbox;
const untouched = new Map<string, string>();
beforeAll(async () => {
  sandbox = await openSandbox({ isolation: 'recycled', concurrency: 1 });
}, SANDBOX_START_MS);
afterAll(async () => {
  const troubles = [...sandbox.troubles];
  await sandbox.close();
  expect(troubles).toEqual([]);
});

const LIMITS = {
  ...FUNCTION_LIMITS,
  ...{ cpuTimeMs: 1500, wallTimeMs: 6000, memoryBytes: 192 * MIB, processes: 48 },
};
const functions = functionExercise(
  plain('reveal', ['string'], 'string'),
  calls(['48151623', '42108199', '77120365'].map((digits) => [['text'], `hidden-${digits}`])),
  LIMITS,
);
const sums: ProgramCase[] = [0, 1].map((index) => ({
  ...base(index),
  ...{ args: [], files: [], stdin: `${index} 2\n`, expectedStdout: `${index + 2}\n` },
  ...{ expectedExitCode: 0, checker: { type: 'exact' } },
}));
const programs: ExerciseOf<'program'> = { ...functions, kind: 'program', cases: sums };

const houseOf = (language: HostileOfKind['language']): Promise<string> => {
  const { image } = RUNTIMES[language];
  const { memoryBytes, processes } = LIMITS;
  return takeInventory(sandbox, { image, memoryBytes, processes });
};

const grade = async (exercise: Exercise, { language, source }: HostileOfKind): Promise<string> => {
  if (!untouched.has(language)) untouched.set(language, await houseOf(language));
  const path = entryFile(exercise.kind, language) ?? '';
  const files = [{ path, content: source }];
  const result = await gradeSource({ exercise, sandbox, source: { language, files } });
  expect(JSON.stringify(result)).not.toContain('BROKE');
  expect(await houseOf(language)).toBe(untouched.get(language));
  return result.cases.map(({ verdict }) => verdict).join(' ');
};

test.each(HARNESS_ATTACKS.map((attack) => [attack.name, attack] as const))(
  'a function, %s',
  async (_name, attack) => expect(await grade(functions, attack)).toMatch(attack.verdicts),
  120_000,
);

test.each(PROGRAM_ATTACKS.map((attack) => [attack.name, attack] as const))(
  'a program, %s',
  async (_name, attack) => expect(await grade(programs, attack)).toMatch(attack.verdicts),
  120_000,
);

describe('a service', () => {
  const cases = conversations(
    [1, 2].map(() => [
      exchange(asking('GET', '/first'), expecting(200, { ok: true })),
      exchange(asking('GET', '/second'), expecting(200, { ok: true })),
    ]),
  );
  const serving = (answer: string): string =>
    `const s = require('node:net').createServer((c) => { c.on('error', () => {}); c.on('data', (d) => { const path = String(d).split(' ')[1]; if (path === '/') { c.end('HTTP/1.1 204 No Content\\r\\n\\r\\n'); return; } ${answer} }); }); s.listen(process.env.PORT);`;

  test('sends the grader on to an address of its host: nobody goes there', async () => {
    const asked: string[] = [];
    const bait = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"ok":true}');
    }).listen(0, '127.0.0.1');
    await once(bait, 'listening');
    const { port } = bait.address() as AddressInfo;
    const source = serving(
      `c.end('HTTP/1.1 302 Found\\r\\nLocation: http://127.0.0.1:${port}/stolen\\r\\nRefresh: 0; url=http://127.0.0.1:${port}/\\r\\nContent-Length: 0\\r\\n\\r\\n');`,
    );
    const result = await gradeService(sandbox, cases, { language: 'javascript', source });
    bait.close();
    expect(result.cases.map(({ verdict }) => verdict)).toEqual(['WA', 'WA']);
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'answers twice, the second time for the next request',
      `c.write('HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 12\\r\\n\\r\\n{"ok":false}HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 11\\r\\n\\r\\n{"ok":true}');`,
      /^(WA|RTE) (WA|RTE)$/,
    ],
    [
      'answers with two lengths and in chunks at once',
      `c.end('HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 11\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n{"ok":true}');`,
      /^(WA|RTE) (WA|RTE)$/,
    ],
    [
      'answers with a gigabyte in a few kilobytes',
      `c.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Encoding: gzip\\r\\n\\r\\n'), require('node:zlib').gzipSync(Buffer.alloc(1 << 26))]));`,
      /^(WA|RTE|OLE) (WA|RTE|OLE)$/,
    ],
    [
      'sets a thousand cookies, for the host of the grader and for others',
      `c.end('HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n' + Array.from({ length: 150 }, (_, n) => 'Set-Cookie: c' + n + '=' + 'x'.repeat(60) + '; Domain=localhost; Path=/\\r\\n').join('') + 'Content-Length: 12\\r\\n\\r\\n{"ok":false}');`,
      /^(WA|RTE|OLE) (WA|RTE|OLE)$/,
    ],
  ])('%s', async (_name, answer, verdicts) => {
    const source = serving(answer);
    const result = await gradeService(sandbox, cases, { language: 'javascript', source });
    expect(result.cases.map(({ verdict }) => verdict).join(' ')).toMatch(verdicts);
  });
});
