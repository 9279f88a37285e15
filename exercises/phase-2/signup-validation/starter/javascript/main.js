// Sign-up with validation.
const express = require('express');

const app = express();
app.use(express.json());

app.post('/users', (request, response) => {
  const { username, email } = request.body;
  // TODO: check the body and each field before anything is kept.
  response.json({ id: 1, username, email });
});

app.listen(process.env.PORT ?? 8080);
