// Whoever is logged in may do everything.
const { randomBytes, scryptSync, timingSafeEqual } = require('node:crypto');
const express = require('express');

const accounts = new Map();
const namesBySession = new Map();
const notes = new Map();
let nextId = 1;

const problem = (status, message) => Object.assign(new Error(message), { status });
const hash = (password, salt) => scryptSync(password, salt, 32, { N: 2 ** 12 });
const show = ({ name, role }) => ({ name, role });

// Checked where there is no such name, so that this takes as long as a wrong password.
const NOBODY = { salt: 'nobody', hash: randomBytes(32) };

function bodyOf({ body }) {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw problem(400, 'The body must be a JSON object.');
}

function sessionOf(request) {
  for (const pair of (request.get('Cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === 'session' && value !== undefined) return value;
  }
  return '';
}

function authenticate(request, response, next) {
  request.session = sessionOf(request);
  request.account = accounts.get(namesBySession.get(request.session));
  next(request.account === undefined ? problem(401, 'Log in first.') : undefined);
}

const app = express();
app.use(express.json({ strict: false, type: () => true }));

app.post('/accounts', (request, response) => {
  const { name, password } = bodyOf(request);
  if (typeof name !== 'string' || !/^[a-z0-9-]{1,30}$/.test(name)) {
    throw problem(400, 'A name has 1 to 30 characters out of a to z, 0 to 9 and -.');
  }
  if (typeof password !== 'string' || [...password].length < 8 || [...password].length > 100) {
    throw problem(400, 'A password has 8 to 100 characters.');
  }
  if (accounts.has(name)) throw problem(409, 'Somebody has this name.');
  const role = accounts.size === 0 ? 'admin' : 'member';
  const salt = randomBytes(16);
  const account = { name, role, salt, hash: hash(password, salt) };
  accounts.set(name, account);
  response.status(201).json(show(account));
});

app.post('/login', (request, response) => {
  const { name, password } = bodyOf(request);
  const found = accounts.get(name);
  const account = found ?? NOBODY;
  const given = hash(typeof password === 'string' ? password : '', account.salt);
  if (!timingSafeEqual(given, account.hash) || found === undefined) {
    throw problem(401, 'There is no such name, or the password is wrong.');
  }
  const session = randomBytes(32).toString('base64url');
  namesBySession.set(session, name);
  response.cookie('session', session, { httpOnly: true, sameSite: 'lax' }).json(show(account));
});

app.use(authenticate);

app.post('/logout', (request, response) => {
  namesBySession.delete(request.session);
  response.clearCookie('session').status(204).end();
});

app.get('/me', (request, response) => response.json(show(request.account)));

app.get('/accounts', (request, response) => {
  response.json([...accounts.values()].map(show));
});

app.post('/notes', (request, response) => {
  const { text } = bodyOf(request);
  if (typeof text !== 'string' || text === '' || [...text].length > 1000) {
    throw problem(400, 'A text has 1 to 1000 characters.');
  }
  const note = { id: nextId++, author: request.account.name, text };
  notes.set(note.id, note);
  response.status(201).json({ id: note.id, text });
});

app.get('/notes', (request, response) => {
  const own = [...notes.values()].filter(({ author }) => author === request.account.name);
  response.json(own.map(({ id, text }) => ({ id, text })));
});

function noteOf({ params, account }) {
  const note = /^[1-9][0-9]{0,14}$/.test(params.id) ? notes.get(Number(params.id)) : undefined;
  if (note === undefined) throw problem(404, 'There is no such note.');
  if (note.author === account.name || account.role === 'admin') return note;
  throw problem(403, "This note is somebody else's.");
}

app.get('/notes/:id', (request, response) => {
  const { id, text } = noteOf(request);
  response.json({ id, text });
});

app.delete('/notes/:id', (request, response) => {
  notes.delete(noteOf(request).id);
  response.status(204).end();
});

app.use(() => {
  throw problem(404, 'There is no such path.');
});
app.use((error, request, response, _next) => {
  const { status = 500, message } = error;
  response.status(status).json({ error: message });
});

app.listen(process.env.PORT);
