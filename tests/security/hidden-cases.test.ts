import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ExerciseOf, ProgramCase } from '../../grading/catalogue/exercise.ts';
import { entryFile } from '../../grading/manifest/languages.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { gradeSource } from '../../worker/grade.ts';
import {
  calls,
  base as caseBase,
  functionExercise,
  LIMITS as FUNCTION_LIMITS,
  plain,
} from '../support/function-exercise.ts';
import {
  asking,
  conversations,
  exchange,
  expecting,
  httpExercise,
  LIMITS as HTTP_LIMITS,
} from '../support/http-exercise.ts';
import { MIB, openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';

/**
 * Submissions that search files, environments, processes, descriptors and their own memory, in each
 * case, for inputs of cases to come and for any expected output. What they find, they answer; and
 * what they must answer, they only make when they have searched. So who is accepted found nothing.
 *
 * Inputs are QZI and expected outputs QZE with the same digits, which is all that the searchers
 * (searchers/) know of them. What a case's own input was may lie in memory after it: not a secret.
 */
const DIGITS = ['410771935526', '902846613370', '377150928464', '685209417733'];
const LIMITS = { cpuTimeMs: 20_000, wallTimeMs: 40_000, memoryBytes: 384 * MIB, outputBytes: MIB };

const PROGRAM_CASES: ProgramCase[] = DIGITS.map((digits, index) => ({
  ...caseBase(index),
  ...{ args: [], files: [], stdin: `QZI${digits}\n`, expectedStdout: `QZE${digits}\n` },
  expectedExitCode: 0,
  checker: { type: 'exact' },
}));

const functions = functionExercise(
  plain('reveal', ['string'], 'string'),
  calls(DIGITS.map((digits) => [[`QZI${digits}`], `QZE${digits}`])),
  { ...FUNCTION_LIMITS, ...LIMITS },
);
const programs: ExerciseOf<'program'> = { ...functions, kind: 'program', cases: PROGRAM_CASES };
const services = httpExercise(
  conversations(
    DIGITS.map((digits) => [
      exchange(asking('GET', `/reveal/QZI${digits}`), expecting(200, { answer: `QZE${digits}` })),
    ]),
  ),
  { ...HTTP_LIMITS, ...LIMITS },
);

const PYTHON_SERVICE = `
import http.server, json
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = reveal(self.path[-15:]) if self.path.startswith('/reveal/') else None
        body = json.dumps({'answer': answer}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
http.server.HTTPServer(('', int(os.environ['PORT'])), Handler).serve_forever()
`;
const JAVASCRIPT_SERVICE = `
require('node:http').createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json');
  const { url } = request;
  const answer = url.startsWith('/reveal/') ? reveal(url.slice(-15)) : null;
  response.end(JSON.stringify({ answer }));
}).listen(process.env.PORT);
`;

/** What makes a submission of the searcher. */
const SUBMISSIONS = [
  ['program', 'python', programs, 'searcher.py', 'print(reveal(input()))\n'],
  [
    ...(['program', 'javascript', programs, 'searcher.js'] as const),
    "console.log(reveal(fs.readFileSync(0, 'utf8').trim()));\n",
  ],
  [
    ...(['program', 'java', programs, 'Searcher.java'] as const),
    `class Main { public static void main(String[] given) throws IOException {
      System.out.println(Searcher.reveal(new BufferedReader(new InputStreamReader(System.in)).readLine()));
    } }`,
  ],
  [
    ...(['program', 'csharp', programs, 'Searcher.cs'] as const),
    'class Program { static void Main() { Console.WriteLine(Searcher.Reveal(Console.ReadLine())); } }',
  ],
  ['function', 'python', functions, 'searcher.py', ''],
  ['function', 'javascript', functions, 'searcher.js', 'module.exports = { reveal };\n'],
  [
    ...(['function', 'java', functions, 'Searcher.java'] as const),
    'class Solution { static String reveal(String text) { return Searcher.reveal(text); } }',
  ],
  [
    ...(['function', 'csharp', functions, 'Searcher.cs'] as const),
    'public static class Solution { public static string Reveal(string text) { return Searcher.Reveal(text); } }',
  ],
  ['http', 'python', services, 'searcher.py', PYTHON_SERVICE],
  ['http', 'javascript', services, 'searcher.js', JAVASCRIPT_SERVICE],
] as const;
type Submission = (typeof SUBMISSIONS)[number];

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

async function search([kind, language, exercise, searcher, use]: Submission, more = '') {
  const path = join(repoRoot, 'tests/security/searchers', searcher);
  const content = `${await readFile(path, 'utf8')}\n${use}\n${more}`;
  const file = { path: entryFile(kind, language) ?? '', content };
  const result = await gradeSource({
    ...{ exercise, sandbox, source: { language, files: [file] } },
  });
  return result.cases.map(({ verdict, message }) => `${verdict} ${message}`);
}

test.each(SUBMISSIONS)(
  '%s in %s: a search finds nothing of another case',
  async (...submission) => {
    const found = await search(submission);
    expect(found).toEqual(DIGITS.map(() => expect.stringMatching(/^AC/)));
  },
  120_000,
);

/** A marker in a comment of the submission's own. */
test.each([SUBMISSIONS[0], SUBMISSIONS[1], SUBMISSIONS[2], SUBMISSIONS[3]])(
  '%s in %s: a search finds what is there',
  async (...submission) => {
    const comment = submission[1] === 'python' ? '#' : '//';
    const [sample] = await search(submission, `${comment} QZE123456789012\n`);
    expect(sample).toMatch(/^WA .*FOUND.*QZE123456789012/);
  },
  120_000,
);
