import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { RUNTIMES } from '../../worker/languages/index.ts';
import {
  asking,
  conversations,
  exchange,
  expecting,
  gradeHttp,
  httpExercise,
  jsonBody,
} from '../support/http-exercise.ts';
import { bareProgram, type BareProgram } from './bare-program.ts';
import type { KindBench, Match } from './compare-kinds.ts';
import type { Contestant } from './measure.ts';

const REQUESTS = 10;
const SERVER = `
const express = require('express');
const app = express();
const notes = [];
app.use(express.json());
app.get('/', (_request, response) => response.json({ notes: notes.length }));
app.post('/notes', (request, response) => {
  notes.push(request.body.text);
  response.status(201).json({ id: notes.length, text: request.body.text });
});
app.get('/notes/:id', (request, response) => {
  response.json({ id: Number(request.params.id), text: notes[request.params.id - 1] });
});
app.listen(process.env.PORT);
`;

const EXERCISE = httpExercise(
  conversations([
    Array.from({ length: REQUESTS / 2 }, (_, index) => {
      const note = { id: index + 1, text: `note ${index + 1}` };
      const body = jsonBody({ text: note.text });
      return [
        exchange(asking('POST', '/notes', { body }), expecting(201, note)),
        exchange(asking('GET', `/notes/${note.id}`), expecting(200, note)),
      ];
    }).flat(),
  ]),
);

/** A service with one case of ten requests, against the same server's start to its first answer. */
export async function httpMatches(bench: KindBench): Promise<Match[]> {
  const runtime = RUNTIMES.javascript;
  const file = { path: 'main.js', content: SERVER };
  const bare = await bareProgram({ bench, runtime, file });
  return [
    {
      title: `http, ${REQUESTS} requests, Express`,
      baseline: untilItAnswers('bare start to first answer', bare),
      submission: {
        name: 'submission, in the worker',
        run: async () => {
          const result = await gradeHttp(bench.sandbox, EXERCISE, 'javascript', SERVER);
          if (result.verdict !== 'AC') throw new Error(JSON.stringify(result));
        },
      },
    },
  ];
}

const untilItAnswers = (name: string, { argv, env }: BareProgram): Contestant => ({
  name,
  run: async () => {
    const port = await freePort();
    const [file, ...args] = argv;
    const child = spawn(file, args, { env: { ...env, PORT: String(port) }, stdio: 'ignore' });
    const ended = once(child, 'exit');
    try {
      while (!(await answers(port))) {
        if (child.exitCode !== null) throw new Error('The bare server ended.');
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  },
});

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    asked.once('error', () => resolve(false)).end();
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
