// parseInt takes 1x, 1.5 and 1e1 for 1.
const express = require('express');

const AUTHORS = ['Ada Byron', 'Grace Hopper', 'Jörg Müller', 'R. & R. Smith', 'Linus Olsen'];
const BOOKS = Array.from({ length: 60 }, (_, index) => {
  const id = index + 1;
  return { id, title: `Book ${id}`, author: AUTHORS[id % 5], year: 1960 + ((id * 7) % 40) };
});
const MOST = 999_999_999;

class Refused extends Error {
  constructor(parameter, message) {
    super(`${parameter} ${message}`);
    this.parameter = parameter;
  }
}

/** The text of a parameter; where it stands there several times, that of the first. */
const textOf = (query, name) => String([query[name] ?? ''].flat()[0]);

function numberOf(query, name, normal, least, most) {
  const text = textOf(query, name);
  if (text === '') return normal;
  const number = parseInt(text, 10);
  if (number < least || number > most) {
    throw new Refused(name, `must be a whole number from ${least} to ${most}.`);
  }
  return number;
}

function sorting(query) {
  const [, minus, key] = /^(-?)(id|title|year)$/.exec(textOf(query, 'sort') || 'id') ?? [];
  if (key === undefined) throw new Refused('sort', 'must be id, title or year.');
  const direction = minus === '-' ? -1 : 1;
  return (one, other) => {
    if (one[key] !== other[key]) return one[key] < other[key] ? -direction : direction;
    return one.id - other.id;
  };
}

function choose(query) {
  const minYear = numberOf(query, 'minYear', 0, 0, MOST);
  const maxYear = numberOf(query, 'maxYear', MOST, 0, MOST);
  const author = textOf(query, 'author');
  const text = textOf(query, 'q').toLowerCase();
  return BOOKS.filter(
    (book) =>
      (author === '' || book.author === author) &&
      book.year >= minYear &&
      book.year <= maxYear &&
      book.title.toLowerCase().includes(text),
  ).sort(sorting(query));
}

const app = express();

app.get('/books', ({ query }, response) => {
  const page = numberOf(query, 'page', 1, 1, MOST);
  const perPage = numberOf(query, 'perPage', 10, 1, 50);
  const found = choose(query);
  const pages = Math.ceil(found.length / perPage);
  const start = (page - 1) * perPage;
  const items = found.slice(start, start + perPage);
  const previous = page > 1 && page <= pages ? page - 1 : null;
  const next = page < pages ? page + 1 : null;
  response.json({ items, page, perPage, total: found.length, pages, previous, next });
});

app.get('/books/:id', (request, response, next) => {
  const { id } = request.params;
  const book = /^[1-9][0-9]{0,8}$/.test(id) ? BOOKS[id - 1] : undefined;
  if (book === undefined) next();
  else response.json(book);
});

app.use((request, response) => response.status(404).json({ error: 'There is nothing here.' }));
app.use((error, request, response, _next) => {
  const { message, parameter } = error;
  response.status(parameter === undefined ? 500 : 400).json({ error: message, parameter });
});

app.listen(process.env.PORT);
