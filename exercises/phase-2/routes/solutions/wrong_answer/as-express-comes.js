// Without its settings, Express takes /HELLO and /hello/ for /hello.
const express = require('express');

const app = express();

const NUMBER = /^-?[0-9]{1,9}$/;
const refuse = (...methods) => (request, response) => {
  response.status(405).set('Allow', methods.join(', ')).end();
};
const greet = (request, response) => {
  response.type('text/plain').send(`Hello, ${request.params.name ?? 'stranger'}!`);
};

app.route('/hello').get(greet).all(refuse('GET'));
app.route('/hello/:name').get(greet).all(refuse('GET'));

app.param(['a', 'b'], (request, response, next, text) => {
  next(NUMBER.test(text) ? undefined : 'route');
});
app
  .route('/sum/:a/:b')
  .get((request, response) => {
    response.json({ sum: Number(request.params.a) + Number(request.params.b) });
  })
  .all(refuse('GET'));

app
  .route('/old-hello')
  .get((request, response) => response.redirect(301, '/hello'))
  .all(refuse('GET'));

app
  .route('/echo')
  .post(express.raw({ type: () => true }), (request, response) => {
    response.writeHead(200, { 'Content-Type': request.get('Content-Type') }).end(request.body);
  })
  .delete((request, response) => response.status(204).end())
  .all(refuse('POST', 'DELETE'));

app.listen(process.env.PORT);
