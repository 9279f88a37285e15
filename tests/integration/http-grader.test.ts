import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpStep } from '../../grading/kinds/http/types.ts';
import { feedback, gradeService, verdicts } from '../support/grade-service.ts';
import { asking, conversations, exchange, expecting, jsonBody } from '../support/http-exercise.ts';
import {
  NOTES_EXPRESS,
  NOTES_FLASK,
  NOTES_JAVASCRIPT,
  NOTES_PYTHON,
} from '../support/note-services.ts';
import { MIB, openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';

/** Services in real cells that do what they should. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

const addNote = (text: string, id: number): HttpStep => {
  const request = asking('POST', '/notes', { body: jsonBody({ text }) });
  return exchange(request, expecting(201, { id }));
};
const hasNotes = (...notes: string[]): HttpStep =>
  exchange(asking('GET', '/'), expecting(200, { notes }));
const RESTART: HttpStep = { type: 'restart' };

/** All that a service can be asked. */
const ALL_OF_IT = conversations([
  [addNote('a', 1), hasNotes('a')],
  [
    hasNotes(),
    addNote('b', 1),
    RESTART,
    hasNotes('b'),
    addNote('c', 2),
    RESTART,
    hasNotes('b', 'c'),
  ],
  [
    exchange(
      asking('POST', '/notes', {
        body: { type: 'raw', text: '{' },
        headers: [{ name: 'Content-Type', value: 'application/json' }],
      }),
      expecting('4xx', { error: '$any' }),
    ),
    exchange(
      asking('GET', '/', { query: [{ name: 'q', value: 'a b&c' }] }),
      expecting(200, { query: { q: ['a b&c'] } }),
    ),
    exchange(
      asking('HEAD', '/'),
      expecting(200, undefined, {
        text: '',
        headers: [{ name: 'content-type', value: 'application/json' }],
      }),
    ),
  ],
  [
    exchange(asking('GET', '/whoami'), expecting(200, { cookie: null })),
    exchange(
      asking('POST', '/login', {
        body: { type: 'form', fields: [{ name: 'user', value: 'ä b' }] },
      }),
      expecting(200, { user: ['ä b'] }),
    ),
    exchange(asking('GET', '/whoami'), expecting(200, { cookie: 'sid=abc' })),
    exchange(
      asking('GET', '/whoami', { headers: [{ name: 'Cookie', value: '' }] }),
      expecting(200, { cookie: null }),
    ),
  ],
  [
    {
      type: 'burst',
      count: 40,
      concurrency: 8,
      request: asking('POST', '/notes', { body: jsonBody({ text: 'n${index}' }) }),
      expect: expecting(201, { id: '$any' }),
    },
    exchange(
      asking('POST', '/notes', { body: jsonBody({ text: 'last' }) }),
      expecting(201, { id: 41 }, { headers: [{ name: 'Location', value: '/notes/41' }] }),
    ),
  ],
]);

describe.each([
  ['python', 'http.server', NOTES_PYTHON],
  ['javascript', 'node:http', NOTES_JAVASCRIPT],
  ['python', 'Flask', NOTES_FLASK],
  ['javascript', 'Express', NOTES_EXPRESS],
] as const)('%s with %s', (language, _name, source) => {
  test('does all that a service can be asked', async () => {
    const result = await gradeService(sandbox, ALL_OF_IT, { language, source });
    expect(result.cases.map(({ verdict, message }) => `${verdict} ${message}`)).toEqual(
      ALL_OF_IT.map(() => expect.stringMatching(/^AC /)),
    );
    expect(feedback(result).exchanges).toHaveLength(2);
    expect(sandbox.troubles).toEqual([]);
  });
});

test('a sample shows the request and the answer as they went over the wire, and what was printed', async () => {
  const source = `${NOTES_JAVASCRIPT}\nconsole.log('listening');\nconsole.error('really');`;
  const cases = conversations([[addNote('ä', 1), hasNotes('b')]]);
  const result = await gradeService(sandbox, cases, { language: 'javascript', source });
  const [first, second] = feedback(result).exchanges;
  expect(first?.request).toBe(
    'POST /notes HTTP/1.1\nHost: localhost:8080\nConnection: close\n' +
      'Content-Type: application/json\nContent-Length: 13\n\n{"text":"ä"}',
  );
  expect(first?.response).toMatch(/^HTTP\/1\.1 201 Created\nContent-Type: application\/json\n/);
  expect(first?.response).toMatch(/\n\n\{"id":1\}$/);
  expect(first?.problem).toBeNull();
  expect(second?.problem).toBe(`The JSON's /notes/0 is "ä"; "b" is expected.`);
  expect(result.cases[0]?.message).toBe(`Step 2: ${second?.problem ?? ''}`);
  expect(feedback(result).stderr).toBe('listening\nreally\n');
});

const ANSWERS: readonly HttpStep[] = [
  exchange(asking('GET', '/x'), expecting(404, { secret: 'expected' })),
];
const JAVA = `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
public class Main {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
    server.createContext("/", exchange -> {
      byte[] body = "{\\"secret\\":\\"expected\\"}".getBytes();
      exchange.sendResponseHeaders(404, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
  }
}`;
const CSHARP = `
using System; using System.Net; using System.Text;
class Program {
  static void Main() {
    var listener = new HttpListener();
    listener.Prefixes.Add("http://*:" + Environment.GetEnvironmentVariable("PORT") + "/");
    listener.Start();
    for (;;) {
      var response = listener.GetContext().Response;
      var body = Encoding.UTF8.GetBytes("{\\"secret\\":\\"expected\\"}");
      response.StatusCode = 404;
      response.OutputStream.Write(body, 0, body.Length);
      response.Close();
    }
  }
}`;

test.each([
  ['java', JAVA],
  ['csharp', CSHARP],
] as const)(
  "%s with the library's own server",
  async (language, source) => {
    const limits = { memoryBytes: 256 * MIB };
    const cases = conversations([ANSWERS, ANSWERS]);
    const result = await gradeService(sandbox, cases, { language, source, limits });
    expect(verdicts(result)).toBe('AC AC');
  },
  SANDBOX_START_MS,
);
