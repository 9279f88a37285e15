// To-do list as a REST API.
const express = require('express');

const app = express();
app.use(express.json());

app.get('/todos', (request, response) => {
  // TODO: answer with the to-dos.
  response.json({ hello: 'world' });
});

// TODO: POST, PATCH, DELETE; keep the to-dos in a file.

app.listen(process.env.PORT ?? 8080);
