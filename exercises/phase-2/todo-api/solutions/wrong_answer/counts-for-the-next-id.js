// Gives the id of a deleted to-do again: the next id is one more than the last in the list.
'use strict';
const fs = require('node:fs');
const http = require('node:http');

const FILE = 'todos.json';
const MAX_TITLE_LENGTH = 100;
const kept = fs.existsSync(FILE)
  ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
  : { nextId: 1, todos: [] };

class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A reader finds the old file or the new one, and never half of it. */
function save() {
  fs.writeFileSync(`${FILE}.new`, JSON.stringify(kept));
  fs.renameSync(`${FILE}.new`, FILE);
}

function find(id) {
  const todo = kept.todos.find((one) => one.id === id);
  if (todo === undefined) throw new Problem(404, 'There is no such to-do.');
  return todo;
}

/** The fields that a client may set, as they are to be kept. */
function checkFields(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'The body must be a JSON object.');
  }
  const fields = {};
  if ('title' in body) {
    const title = typeof body.title === 'string' ? body.title.trim() : '';
    if (title.length < 1 || [...title].length > MAX_TITLE_LENGTH) {
      throw new Problem(400, 'The title must be a string of 1 to 100 characters.');
    }
    fields.title = title;
  }
  if ('done' in body) {
    if (typeof body.done !== 'boolean') throw new Problem(400, 'done must be true or false.');
    fields.done = body.done;
  }
  return fields;
}

async function readFields(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return checkFields(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(400, 'The body is not JSON.');
  }
}

function list(url) {
  const done = url.searchParams.get('done');
  if (done === null) return kept.todos;
  if (done !== 'true' && done !== 'false') throw new Problem(400, 'done must be true or false.');
  return kept.todos.filter((todo) => String(todo.done) === done);
}

async function answer(request) {
  const url = new URL(request.url, 'http://localhost');
  const one = /^\/todos\/([0-9]{1,15})$/.exec(url.pathname);
  const id = one === null ? null : Number(one[1]);
  switch (`${request.method} ${one === null ? url.pathname : '/todos/{id}'}`) {
    case 'GET /todos':
      return { status: 200, value: list(url) };
    case 'POST /todos': {
      const { title } = await readFields(request);
      if (title === undefined) throw new Problem(400, 'A new to-do needs a title.');
      const todo = { id: (kept.todos.at(-1)?.id ?? 0) + 1, title, done: false };
      kept.todos.push(todo);
      save();
      return { status: 201, value: todo, headers: { Location: `/todos/${todo.id}` } };
    }
    case 'GET /todos/{id}':
      return { status: 200, value: find(id) };
    case 'PATCH /todos/{id}': {
      find(id);
      const fields = await readFields(request);
      const todo = Object.assign(find(id), fields);
      save();
      return { status: 200, value: todo };
    }
    case 'DELETE /todos/{id}':
      kept.todos.splice(kept.todos.indexOf(find(id)), 1);
      save();
      return { status: 204 };
    default:
      throw new Problem(404, 'There is no such path.');
  }
}

http
  .createServer(async (request, response) => {
    let reply;
    try {
      reply = await answer(request);
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error);
      const status = error instanceof Problem ? error.status : 500;
      reply = { status, value: { error: status === 500 ? 'Internal error.' : error.message } };
    }
    const { status, value, headers = {} } = reply;
    if (value === undefined) return response.writeHead(status, headers).end();
    response.writeHead(status, { ...headers, 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  })
  .listen(process.env.PORT);
