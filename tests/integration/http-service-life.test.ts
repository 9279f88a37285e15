import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpCase } from '../../grading/catalogue/exercise.ts';
import type { HttpStep } from '../../grading/kinds/http/types.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import { feedback, gradeService, verdicts, type SmallService } from '../support/grade-service.ts';
import { asking, conversations, exchange, expecting } from '../support/http-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';
import { js, py } from '../support/small-services.ts';

/** How long a service lives: restarts, cases that share one, and many requests at one time. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const grade = (
  language: SmallService['language'],
  source: string,
  cases: readonly HttpCase[],
): Promise<GradingResult> => gradeService(sandbox, cases, { language, source });

const RESTART: HttpStep = { type: 'restart' };

test('a lost update shows in a burst', async () => {
  const source = js(
    'const before = count; setTimeout(() => { count = before + 1; response.end(String(count)); }, 5);',
    'let count = 0;',
  );
  const burst: HttpStep = {
    ...{ type: 'burst', count: 30, concurrency: 10 },
    ...{ request: asking('POST', '/up'), expect: expecting(200) },
  };
  const last = exchange(asking('POST', '/up'), expecting(200, 31));
  expect(verdicts(await grade('javascript', source, conversations([[burst, last]])))).toBe('WA');
  const one: HttpStep = { ...burst, concurrency: 1 };
  expect(verdicts(await grade('javascript', source, conversations([[one, last]])))).toBe('AC');
});

test('what was kept in memory alone is gone after a restart, and nothing lives on', async () => {
  const source = js(
    "if (request.url === '/fork') require('node:child_process').spawn('/bin/sh', ['-c', 'sleep 60'], { detached: true });\n" +
      "seen += 1; response.end(JSON.stringify({ seen, sleepers: require('node:fs').readdirSync('/proc').filter((n) => /^\\d+$/.test(n) && require('node:fs').readFileSync(`/proc/${n}/cmdline`, 'latin1').startsWith('sleep')).length }));",
    'let seen = 0;',
  );
  const seen = (path: string, count: number): HttpStep =>
    exchange(asking('GET', path), expecting(200, { seen: count }));
  const alone = exchange(asking('GET', '/x'), expecting(200, { seen: 1, sleepers: 0 }));
  const steps = [seen('/fork', 1), seen('/x', 2), RESTART, alone];
  expect(verdicts(await grade('javascript', source, conversations([steps])))).toBe('AC');
});

test('a restart lets a service put its things in order, and does not wait for one that will not', async () => {
  const tidy = py(
    'body = open("n").read().encode() if os.path.exists("n") else b"none"\nself.send_response(200); self.end_headers(); self.wfile.write(body)',
    'import signal\nsignal.signal(signal.SIGTERM, lambda *a: (open("n", "w").write("kept"), os._exit(0)))',
  );
  const says = (text: string): HttpStep =>
    exchange(asking('GET', '/x'), expecting(200, undefined, { text }));
  const steps = conversations([[says('none'), RESTART, says('kept')]]);
  expect(verdicts(await grade('python', tidy, steps))).toBe('AC');
  const stubborn = tidy.replace('os._exit(0)', 'None');
  expect(verdicts(await grade('python', stubborn, steps))).toBe('AC');
});

test('one that ends by itself after a probe has reached it is started once more, and not again', async () => {
  const source = `console.error('begun');
require('node:http').createServer(() => process.exit(3)).listen(process.env.PORT);`;
  const result = await grade('javascript', source, conversations([[]]));
  expect(verdicts(result)).toBe('RTE');
  expect(feedback(result)).toMatchObject({ stderr: 'begun\nbegun\n' });
});

describe('a service that is used again', () => {
  const source = js(
    "seen += 1; response.end(JSON.stringify({ seen, left: require('node:fs').readdirSync('.').length })); require('node:fs').writeFileSync('f', '');",
    'let seen = 0;',
  );
  const reused = (cases: readonly HttpCase[], own = source): Promise<GradingResult> =>
    gradeService(sandbox, cases, {
      ...{ language: 'javascript', source: own, spec: { reuse: true } },
      // CPU time is what is looked at here, however busy the machine.
      limits: { wallTimeMs: 30_000 },
    });
  const seen = (count: number, left: number): HttpStep =>
    exchange(asking('GET', '/x'), expecting(200, { seen: count, left }));

  test('keeps what it has in memory and in files from case to case', async () => {
    const cases = conversations([
      [seen(1, 0)],
      [seen(2, 1)],
      [seen(3, 1), RESTART, seen(1, 1)],
      [seen(2, 1)],
    ]);
    expect(verdicts(await reused(cases))).toBe('AC AC AC AC');
  });

  test('is a new one for a case that asks for it, and after a case that failed', async () => {
    const [first, second, third, fourth] = conversations([
      [seen(1, 0)],
      [seen(1, 0)],
      [seen(5, 1)],
      [seen(1, 0)],
    ]);
    if (!first || !second || !third || !fourth) throw new Error('Four cases were made.');
    const cases = [first, { ...second, fresh: true }, third, fourth];
    expect(verdicts(await reused(cases))).toBe('AC AC WA AC');
  });

  test('has the limits of one case in each, and shows what it printed in that one', async () => {
    const busy = js(
      'const end = used() + 500; while (used() < end); console.log(request.url); response.end();',
      'const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };',
    );
    const visit = (path: string): HttpStep => exchange(asking('GET', path), expecting(200));
    const [first, ...others] = conversations([
      [visit('/a')],
      [visit('/b')],
      [visit('/c')],
      [visit('/d')],
      [visit('/e')],
    ]);
    if (!first) throw new Error('Five cases were made.');
    const result = await reused([...others, first], busy);
    expect(verdicts(result)).toBe('AC AC AC AC AC');
    expect(feedback({ ...result, cases: result.cases.slice(-1) }).stderr).toBe('/a\n');
  });

  test('that ends between two cases is started anew', async () => {
    const dying = js(
      'response.end(JSON.stringify({ seen: 1, left: 0 })); setImmediate(() => process.exit(1));',
    );
    const result = await reused(conversations([[seen(1, 0)], [seen(1, 0)]]), dying);
    // Whether its end was noticed in the first case or after it, the second one gets its own.
    expect(verdicts(result)).not.toMatch(/SK|IE/);
    expect(sandbox.troubles).toEqual([]);
  });
});
