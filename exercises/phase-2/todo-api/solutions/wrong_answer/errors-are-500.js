// Answers every error alike.
const fs = require('node:fs');
const express = require('express');

const FILE = 'todos.json';
const kept = fs.existsSync(FILE)
  ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
  : { nextId: 1, todos: [] };

const problem = (status, message) => Object.assign(new Error(message), { status });

function save() {
  fs.writeFileSync(`${FILE}.new`, JSON.stringify(kept));
  fs.renameSync(`${FILE}.new`, FILE);
}

function fieldsOf({ body }) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw problem(400, 'The body must be a JSON object.');
  }
  const fields = {};
  if (body.title !== undefined) {
    const title = typeof body.title === 'string' ? body.title.trim() : '';
    if (title === '' || [...title].length > 100) throw problem(400, 'The title is not valid.');
    fields.title = title;
  }
  if (body.done !== undefined) {
    if (typeof body.done !== 'boolean') throw problem(400, 'done must be true or false.');
    fields.done = body.done;
  }
  return fields;
}

const app = express();
app.use(express.json({ strict: false }));

app.param('id', (request, response, next, text) => {
  const id = /^[0-9]{1,15}$/.test(text) ? Number(text) : null;
  request.todo = kept.todos.find((todo) => todo.id === id);
  next(request.todo === undefined ? problem(404, 'There is no such to-do.') : undefined);
});

app.get('/todos', (request, response) => {
  const { done } = request.query;
  if (done !== undefined && done !== 'true' && done !== 'false') {
    throw problem(400, 'done must be true or false.');
  }
  response.json(kept.todos.filter((todo) => done === undefined || String(todo.done) === done));
});

app.post('/todos', (request, response) => {
  const { title } = fieldsOf(request);
  if (title === undefined) throw problem(400, 'A new to-do needs a title.');
  const todo = { id: kept.nextId++, title, done: false };
  kept.todos.push(todo);
  save();
  response.status(201).location(`/todos/${todo.id}`).json(todo);
});

app
  .route('/todos/:id')
  .get((request, response) => response.json(request.todo))
  .patch((request, response) => {
    Object.assign(request.todo, fieldsOf(request));
    save();
    response.json(request.todo);
  })
  .delete((request, response) => {
    kept.todos.splice(kept.todos.indexOf(request.todo), 1);
    save();
    response.status(204).end();
  });

app.use(() => {
  throw problem(404, 'There is no such path.');
});
app.use((error, request, response, _next) => {
  response.status(500).json({ error: error.message });
});

app.listen(process.env.PORT);
