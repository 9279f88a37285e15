import type { Limits } from '../../grading/manifest/limits.ts';
import { js, py } from './small-services.ts';

/** Every way of being a bad service, in Python and JavaScript. */
export interface BadService {
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

export const BAD_SERVICES: readonly BadService[] = [
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
    timeoutMs: 2000,
  },
  {
    name: 'takes connections and says nothing',
    python:
      'import os, socket, time\ns = socket.create_server(("", int(os.environ["PORT"])))\ntime.sleep(60)',
    javascript: "require('node:net').createServer(() => {}).listen(process.env.PORT);",
    expected: 'TLE TLE',
    message: /^The service listens on port 8080, but answered nothing/,
    timeoutMs: 2000,
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
