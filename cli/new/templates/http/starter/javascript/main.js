const { createServer } = require('node:http');

const answer = (response, status, value) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
};

const service = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  // TODO: look at url.pathname and url.searchParams.
  answer(response, 501, { error: 'not implemented' });
});

service.listen(Number(process.env.PORT));
