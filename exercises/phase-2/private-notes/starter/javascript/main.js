// Private notes.
const express = require('express');

const app = express();
app.use(express.json());

app.post('/accounts', (request, response) => {
  // TODO: check the name and the password, and keep the account.
  response.status(201).json({ name: request.body.name, role: 'admin' });
});

// TODO: log in and out (response.cookie, request.get('Cookie')), notes.

app.use((error, request, response, _next) => {
  response.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 8080);
