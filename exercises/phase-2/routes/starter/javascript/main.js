// Routes.
const express = require('express');

const app = express();

app.get('/hello', (request, response) => {
  response.type('text/plain').send('Hello, stranger!');
});

// TODO: the other routes.

app.listen(process.env.PORT ?? 8080);
