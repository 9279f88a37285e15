// A catalogue in pages.
const express = require('express');

const AUTHORS = ['Ada Byron', 'Grace Hopper', 'Jörg Müller', 'R. & R. Smith', 'Linus Olsen'];
const BOOKS = Array.from({ length: 60 }, (_, index) => {
  const id = index + 1;
  return { id, title: `Book ${id}`, author: AUTHORS[id % 5], year: 1960 + ((id * 7) % 40) };
});

const app = express();

app.get('/books', (request, response) => {
  // TODO: look at request.query: page, perPage, author, ...
  response.json({ items: BOOKS });
});

// TODO: one book, and errors as JSON.

app.listen(process.env.PORT ?? 8080);
