// A small CMS.
const express = require('express');

const app = express();
app.use(express.urlencoded());
const posts = [];

app.get('/', (request, response) => {
  // TODO: published posts alone, as links, the newest first; with what people typed escaped.
  response.send(`<!doctype html><title>Posts</title><h1>Posts</h1><ul>${posts}</ul>`);
});

// TODO: drafts, one post, and the forms (request.body, response.redirect).

app.listen(process.env.PORT ?? 8080);
