import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpCase } from '../../grading/catalogue/exercise.ts';
import type { HttpFeedback, HttpStep } from '../../grading/kinds/http/types.ts';
import type { Limits } from '../../grading/manifest/limits.ts';
import type { GradingResult } from '../../grading/score/result.ts';
import {
  asking,
  conversations,
  exchange,
  expecting,
  gradeHttp,
  httpExercise,
  jsonBody,
  SPEC,
} from '../support/http-exercise.ts';
import { openSandbox, SANDBOX_START_MS, type TestSandbox } from '../support/sandbox.ts';

/** Services in real cells: good ones, and every way of being a bad one. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, SANDBOX_START_MS);
afterAll(() => sandbox.close());

type Language = 'python' | 'javascript' | 'java';

const grade = (
  language: Language,
  source: string,
  cases: readonly HttpCase[],
  limits: Partial<Limits> = {},
  timeoutMs = SPEC.readiness.timeoutMs,
): Promise<GradingResult> => {
  const spec = { ...SPEC, readiness: { path: '/', timeoutMs } };
  return gradeHttp(sandbox, httpExercise(cases, limits, spec), language, source);
};

const verdicts = (result: GradingResult): string =>
  result.cases.map(({ verdict }) => verdict).join(' ');

const feedback = (result: GradingResult): HttpFeedback => {
  const shown = result.cases[0]?.sampleFeedback;
  if (shown?.kind !== 'http') throw new Error('The first case is no sample of a service.');
  return shown;
};

/** A list of notes, kept in a file in the working directory. */
const NOTES_PYTHON = `
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit, parse_qs
FILE = "notes.json"
notes = json.load(open(FILE)) if os.path.exists(FILE) else []
class Handler(BaseHTTPRequestHandler):
    def reply(self, status, value, headers={}):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items(): self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/whoami":
            return self.reply(200, {"cookie": self.headers.get("Cookie")})
        self.reply(200, {"notes": notes, "query": parse_qs(url.query)})
    do_HEAD = do_GET
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/login":
            return self.reply(200, parse_qs(raw), {"Set-Cookie": "sid=abc; HttpOnly; Path=/"})
        try: text = json.loads(raw)["text"]
        except (ValueError, KeyError): return self.reply(400, {"error": "text"})
        notes.append(text)
        json.dump(notes, open(FILE, "w"))
        self.reply(201, {"id": len(notes)}, {"Location": f"/notes/{len(notes)}"})
HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
`;

const NOTES_JAVASCRIPT = `
const fs = require('node:fs');
const FILE = 'notes.json';
const notes = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE)) : [];
require('node:http').createServer(async (request, response) => {
  const reply = (status, value, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
  const url = new URL(request.url, 'http://x');
  let raw = '';
  for await (const chunk of request) raw += chunk;
  if (url.pathname === '/whoami') return reply(200, { cookie: request.headers.cookie ?? null });
  if (request.method !== 'POST') {
    const query = Object.fromEntries([...url.searchParams].map(([k, v]) => [k, [v]]));
    return reply(200, { notes, query });
  }
  if (url.pathname === '/login') {
    const fields = Object.fromEntries([...new URLSearchParams(raw)].map(([k, v]) => [k, [v]]));
    return reply(200, fields, { 'Set-Cookie': 'sid=abc; HttpOnly; Path=/' });
  }
  let text;
  try { text = JSON.parse(raw).text; } catch {}
  if (text === undefined) return reply(400, { error: 'text' });
  notes.push(text);
  fs.writeFileSync(FILE, JSON.stringify(notes));
  reply(201, { id: notes.length }, { Location: '/notes/' + notes.length });
}).listen(process.env.PORT);
`;

const NOTES_FLASK = `
import json, os
from flask import Flask, request
app = Flask(__name__)
FILE = "notes.json"
notes = json.load(open(FILE)) if os.path.exists(FILE) else []
@app.get("/")
def all(): return {"notes": notes, "query": request.args.to_dict(flat=False)}
@app.get("/whoami")
def whoami(): return {"cookie": request.headers.get("Cookie")}
@app.post("/login")
def login(): return request.form.to_dict(flat=False), 200, {"Set-Cookie": "sid=abc; Path=/"}
@app.post("/notes")
def add():
    given = request.get_json(silent=True)
    if not given or "text" not in given: return {"error": "text"}, 400
    notes.append(given["text"])
    json.dump(notes, open(FILE, "w"))
    return {"id": len(notes)}, 201, {"Location": f"/notes/{len(notes)}"}
app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
`;

const NOTES_EXPRESS = `
import fs from 'node:fs';
import express from 'express';
const FILE = 'notes.json';
const notes = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE)) : [];
const app = express();
app.use(express.json(), express.urlencoded());
app.get('/', (req, res) => res.json({ notes, query: Object.fromEntries(Object.entries(req.query).map(([k, v]) => [k, [v]])) }));
app.get('/whoami', (req, res) => res.json({ cookie: req.get('cookie') ?? null }));
app.post('/login', (req, res) => res.cookie('sid', 'abc').json(Object.fromEntries(Object.entries(req.body).map(([k, v]) => [k, [v]]))));
app.post('/notes', (req, res) => {
  if (req.body?.text === undefined) return res.status(400).json({ error: 'text' });
  notes.push(req.body.text);
  fs.writeFileSync(FILE, JSON.stringify(notes));
  res.status(201).location('/notes/' + notes.length).json({ id: notes.length });
});
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: 'text' }));
app.listen(process.env.PORT);
`;

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
    const result = await grade(language, source, ALL_OF_IT);
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
  const result = await grade('javascript', source, cases);
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
/** Answers GET / well, so that it starts; the rest is `body`, with request and response at hand. */
const js = (body: string, before = ''): string => `${before}
require('node:http').createServer((request, response) => {
  if (request.url === '/') return response.end('{}');
  ${body}
}).listen(process.env.PORT);`;
const py = (body: string, before = ''): string => `
import os, sys, time, threading, socket
from http.server import BaseHTTPRequestHandler, HTTPServer
${before}
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.send_response(200); self.end_headers(); return
${body.replace(/^/gm, '        ')}
HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
`;

interface Bad {
  readonly name: string;
  readonly python?: string;
  readonly javascript?: string;
  /** Of the sample and the secret case. */
  readonly expected: string;
  /** Of the secret case, or of the sample where that one is skipped. */
  readonly message: RegExp;
  readonly limits?: Partial<Limits>;
  readonly timeoutMs?: number;
}

const BAD: readonly Bad[] = [
  {
    name: 'never listens',
    python: 'import time\ntime.sleep(60)',
    javascript: 'setInterval(() => {}, 1000);',
    expected: 'RTE RTE',
    message: /^Nothing listened on port 8080 within 0\.8 s\. It must listen/,
    timeoutMs: 800,
  },
  {
    name: 'listens on another port',
    python: py('pass').replace('int(os.environ["PORT"])', '5000'),
    javascript: js('').replace('process.env.PORT', '3000'),
    expected: 'RTE RTE',
    message: /^Nothing listened on .* It listens on port (5000|3000): take the port from/,
    timeoutMs: 800,
  },
  {
    name: 'takes connections and says nothing',
    python:
      'import os, socket, time\ns = socket.create_server(("", int(os.environ["PORT"])))\ntime.sleep(60)',
    javascript: "require('node:net').createServer(() => {}).listen(process.env.PORT);",
    expected: 'TLE TLE',
    message: /^The service listens on port 8080, but answered nothing/,
    timeoutMs: 800,
  },
  {
    name: 'exits at the start',
    python: 'import sys\nsys.exit("no database")',
    javascript: 'console.error("no database"); process.exit(1);',
    expected: 'RTE RTE',
    message: /^The service ended \(exit code 1\) before it answered on port 8080\.$/,
  },
  {
    name: 'has a syntax error',
    python: 'def (:\n',
    javascript: 'function (\n',
    expected: 'CE CE',
    message: /^The service has a syntax error and did not start\.$/,
  },
  {
    name: 'spins at the start',
    javascript: 'for (;;);',
    expected: 'RTE RTE',
    message: /^Nothing listened on port 8080 within 0\.8 s/,
    timeoutMs: 800,
  },
  {
    name: 'hangs on a request',
    python: py('time.sleep(60)'),
    javascript: js(''),
    expected: 'TLE TLE',
    message: /^Slept or waited/,
    limits: { wallTimeMs: 1000 },
  },
  {
    name: 'spins on a request',
    python: py('while True: pass'),
    javascript: js('for (;;);'),
    expected: 'TLE TLE',
    message: /^Used .* of CPU time; the limit is 0\.4 s\.$/,
    limits: { cpuTimeMs: 400 },
  },
  {
    name: 'sends a header at a time, for ever',
    python: py(
      'while True:\n    self.wfile.write(b"HTTP/1.1 200 OK\\r\\n" if not hasattr(self, "n") else b"X-A: b\\r\\n"); self.n = 1; time.sleep(0.05)',
    ),
    javascript: js(
      'setInterval(() => request.socket.write(request.n ? "X-A: b\\r\\n" : "HTTP/1.1 200 OK\\r\\n", () => (request.n = 1)), 50);',
    ),
    expected: 'TLE TLE',
    message: /^Slept or waited/,
    limits: { wallTimeMs: 1000 },
  },
  {
    name: 'dies on a request',
    python: py('os._exit(3)'),
    javascript: js('process.exit(3);'),
    expected: 'RTE RTE',
    message: /^The service ended \(exit code 3\) at step 1\.$/,
  },
  {
    name: 'dies in the middle of an answer',
    python: py(
      'self.send_response(404); self.send_header("Content-Length", "50"); self.end_headers(); self.wfile.write(b"{"); self.wfile.flush(); os.kill(os.getpid(), 11)',
    ),
    javascript: js(
      'response.writeHead(404, { "Content-Length": 50 }); response.write("{", () => process.kill(process.pid, "SIGSEGV"));',
    ),
    expected: 'RTE RTE',
    message: /^The service was killed by signal 11 \(SIGSEGV\) at step 1\.$/,
  },
  {
    name: 'drops the connection and lives on',
    python: py('raise ValueError("bug")'),
    javascript: js('request.socket.destroy();'),
    expected: 'RTE RTE',
    message: /^Step 1: the service closed the connection before it had answered\.$/,
  },
  {
    name: 'answers half of what it promised',
    javascript: js(
      'response.writeHead(404, { "Content-Length": 50 }); response.write("{"); setTimeout(() => request.socket.destroy(), 20);',
    ),
    expected: 'RTE RTE',
    message: /^Step 1: the service closed the connection before it had answered\.$/,
  },
  {
    name: 'answers with what is no HTTP',
    python: py('self.wfile.write(b"hello there\\r\\n\\r\\n")'),
    javascript: js('request.socket.end("hello there\\r\\n\\r\\n");'),
    expected: 'RTE RTE',
    message: /^Step 1: what the service sent is not HTTP\.$/,
  },
  {
    name: 'switches protocols',
    javascript: js(
      'request.socket.write("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\nConnection: upgrade\\r\\n\\r\\n");',
    ),
    expected: 'RTE RTE',
    message: /^Step 1: the service closed the connection before it had answered\.$/,
  },
  {
    name: 'answers 500',
    python: py('self.send_error(500)'),
    javascript: js('response.statusCode = 500; response.end();'),
    expected: 'WA WA',
    message: /^Step 1: the answer is an error of the server \(5xx\)\.$/,
  },
  {
    name: 'answers something else',
    python: py('self.send_error(404, "x")'),
    javascript: js('response.statusCode = 404; response.end(`{"secret":"guess"}`);'),
    expected: 'WA WA',
    message: /^Step 1: the answer is not the expected one\.$/,
  },
  {
    name: 'sends a body without an end',
    python: py(
      'self.send_response(404); self.end_headers()\nwhile True: self.wfile.write(b"x" * 65536)',
    ),
    javascript: js(
      'const more = () => { while (response.write("x".repeat(65536))); response.once("drain", more); }; more();',
    ),
    expected: 'OLE OLE',
    message: /^Step 1: the answer is larger than allowed: the limit is 64 KiB\.$/,
  },
  {
    name: 'sends headers without an end',
    javascript: js('request.socket.write("HTTP/1.1 200 OK\\r\\n" + "X-A: b\\r\\n".repeat(10000));'),
    expected: 'OLE OLE',
    message: /^Step 1: the answer is larger than allowed/,
  },
  {
    name: 'prints without an end',
    python: py('while True: print("x" * 1000)'),
    javascript: js('for (;;) require("node:fs").writeSync(1, "x".repeat(1000));'),
    expected: 'OLE OLE',
    message: /^Wrote more output than allowed/,
  },
  {
    name: 'takes too much memory',
    python: py('kept = b"x" * (1 << 29)'),
    javascript: js('globalThis.kept = Buffer.alloc(1 << 29, 1);'),
    expected: 'MLE MLE',
    message: /^Was stopped for using more memory/,
  },
];

const CASES_OF_BAD = BAD.flatMap((bad) =>
  (['python', 'javascript'] as const).flatMap((language) => {
    const source = bad[language];
    return source === undefined ? [] : [{ ...bad, language, source }];
  }),
);

test.each(CASES_OF_BAD)('$name ($language)', async (bad) => {
  const cases = conversations([ANSWERS, ANSWERS]);
  const result = await grade(bad.language, bad.source, cases, bad.limits, bad.timeoutMs);
  expect(`${verdicts(result)}: ${result.cases[1]?.message ?? ''}`).toMatch(
    new RegExp(`^${bad.expected}: ${bad.message.source.replace(/^\^/, '')}`),
  );
  expect(JSON.stringify(result.cases[1])).not.toMatch(/expected"|secret|guess/);
  expect(result.cases[1]?.sampleFeedback).toBeNull();
  expect(sandbox.troubles).toEqual([]);
});

test('after two starts that failed the rest is skipped, and the learner reads why', async () => {
  const source = 'console.error("no database"); process.exit(1);';
  const result = await grade('javascript', source, conversations([ANSWERS, ANSWERS, ANSWERS]));
  expect(verdicts(result)).toBe('RTE RTE SK');
  expect(feedback(result).stderr).toBe('no database\n');
  expect(feedback(result).exchanges[0]?.problem).toMatch(/ended \(exit code 1\)/);
});

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

test(
  'a service in Java',
  async () => {
    const source = `
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
    const result = await grade('java', source, conversations([ANSWERS, ANSWERS]), {
      memoryBytes: 256 * 1024 * 1024,
    });
    expect(verdicts(result)).toBe('AC AC');
  },
  SANDBOX_START_MS,
);
