// Forgets to listen, and ends.
const express = require('express');

const MAX_BODY_BYTES = 10_000;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const TEXTS = {
  username: { shortest: 3, longest: 20, isWellFormed: (text) => /^[a-z][a-z0-9_]*$/i.test(text) },
  email: {
    shortest: 0,
    longest: 100,
    isWellFormed: (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text),
  },
  password: {
    shortest: 10,
    longest: 72,
    isWellFormed: (text) => /[a-z]/i.test(text) && /[0-9]/.test(text),
  },
};

class Refusal extends Error {
  constructor(status, title, errors) {
    super(title);
    Object.assign(this, { status, errors });
  }
}

function checkText(value, { shortest, longest, isWellFormed }) {
  if (value === undefined || value === null || value === '') return 'required';
  if (typeof value !== 'string') return 'type';
  const { length } = [...value];
  if (length < shortest) return 'too-short';
  if (length > longest) return 'too-long';
  return isWellFormed(value) ? null : 'format';
}

function checkAge(value) {
  if (value === undefined || value === null || value === '') return null;
  if (!Number.isInteger(value)) return 'type';
  return value >= 13 && value <= 120 ? null : 'range';
}

function check(fields) {
  const errors = [];
  for (const [field, rules] of Object.entries(TEXTS)) {
    const code = checkText(fields[field], rules);
    if (code !== null) errors.push({ field, code });
  }
  const code = checkAge(fields.age);
  if (code !== null) errors.push({ field: 'age', code });
  if (errors.length > 0) throw new Refusal(422, 'The form has mistakes.', errors);
}

function readFields(request) {
  const type = (request.get('content-type') ?? '').split(';', 1)[0].trim().toLowerCase();
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (type === FORM_TYPE) {
    const fields = Object.fromEntries(new URLSearchParams(text));
    return /^[0-9]{1,10}$/.test(fields.age ?? '') ? { ...fields, age: Number(fields.age) } : fields;
  }
  if (type !== JSON_TYPE) throw new Refusal(415, 'The body must be JSON or a form.');
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new Refusal(400, 'The body is not an object.');
  }
  return fields;
}

const users = [];
const names = new Set();
const app = express();
app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES }));

app.post('/users', (request, response) => {
  const fields = readFields(request);
  check(fields);
  const name = fields.username.toLowerCase();
  if (names.has(name)) {
    const errors = [{ field: 'username', code: 'taken' }];
    throw new Refusal(409, 'Somebody has that name already.', errors);
  }
  const user = { id: users.length + 1, username: fields.username, email: fields.email };
  names.add(name);
  users.push(user);
  response.status(201).location(`/users/${user.id}`).json(user);
});

app.get('/users/:id', (request, response, next) => {
  const { id } = request.params;
  const user = /^[0-9]{1,9}$/.test(id) ? users[Number(id) - 1] : undefined;
  if (user === undefined) next();
  else response.json(user);
});

app.use(() => {
  throw new Refusal(404, 'There is no such thing.');
});

app.use((error, request, response, _next) => {
  const status = error.status ?? 500;
  if (status === 500) console.error(error);
  const title = status === 500 ? 'Internal error.' : error.message;
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, title, errors: error.errors }));
});

