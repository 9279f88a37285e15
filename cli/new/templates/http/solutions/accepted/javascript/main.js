const { createServer } = require('node:http');

const answer = (response, status, value) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
};

const service = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/hello') {
    const name = url.searchParams.get('name') ?? 'world';
    answer(response, 200, { greeting: `Hello, ${name}!` });
  } else {
    answer(response, 404, { error: 'not found' });
  }
});

service.listen(Number(process.env.PORT));
