const { createServer } = require('node:http');

const answer = (response, status, value) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
};

const service = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  answer(response, 200, { greeting: 'Hello, Ada!' });
});

service.listen(Number(process.env.PORT));
