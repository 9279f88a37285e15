/** The same small service four times: a list of notes, a log-in by cookie, and who the client is. */

/** A list of notes, kept in a file in the working directory. */
export const NOTES_PYTHON = `
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit, parse_qs
FILE = "notes.json"
notes = json.load(open(FILE)) if os.path.exists(FILE) else []
class Handler(BaseHTTPRequestHandler):
    def reply(self, status, value, headers={}):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items(): self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/whoami":
            return self.reply(200, {"cookie": self.headers.get("Cookie")})
        self.reply(200, {"notes": notes, "query": parse_qs(url.query)})
    do_HEAD = do_GET
    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/login":
            return self.reply(200, parse_qs(raw), {"Set-Cookie": "sid=abc; HttpOnly; Path=/"})
        try: text = json.loads(raw)["text"]
        except (ValueError, KeyError): return self.reply(400, {"error": "text"})
        notes.append(text)
        json.dump(notes, open(FILE, "w"))
        self.reply(201, {"id": len(notes)}, {"Location": f"/notes/{len(notes)}"})
HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
`;

export const NOTES_JAVASCRIPT = `
const fs = require('node:fs');
const FILE = 'notes.json';
const notes = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE)) : [];
require('node:http').createServer(async (request, response) => {
  const reply = (status, value, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
  const url = new URL(request.url, 'http://x');
  let raw = '';
  for await (const chunk of request) raw += chunk;
  if (url.pathname === '/whoami') return reply(200, { cookie: request.headers.cookie ?? null });
  if (request.method !== 'POST') {
    const query = Object.fromEntries([...url.searchParams].map(([k, v]) => [k, [v]]));
    return reply(200, { notes, query });
  }
  if (url.pathname === '/login') {
    const fields = Object.fromEntries([...new URLSearchParams(raw)].map(([k, v]) => [k, [v]]));
    return reply(200, fields, { 'Set-Cookie': 'sid=abc; HttpOnly; Path=/' });
  }
  let text;
  try { text = JSON.parse(raw).text; } catch {}
  if (text === undefined) return reply(400, { error: 'text' });
  notes.push(text);
  fs.writeFileSync(FILE, JSON.stringify(notes));
  reply(201, { id: notes.length }, { Location: '/notes/' + notes.length });
}).listen(process.env.PORT);
`;

export const NOTES_FLASK = `
import json, os
from flask import Flask, request
app = Flask(__name__)
FILE = "notes.json"
notes = json.load(open(FILE)) if os.path.exists(FILE) else []
@app.get("/")
def all(): return {"notes": notes, "query": request.args.to_dict(flat=False)}
@app.get("/whoami")
def whoami(): return {"cookie": request.headers.get("Cookie")}
@app.post("/login")
def login(): return request.form.to_dict(flat=False), 200, {"Set-Cookie": "sid=abc; Path=/"}
@app.post("/notes")
def add():
    given = request.get_json(silent=True)
    if not given or "text" not in given: return {"error": "text"}, 400
    notes.append(given["text"])
    json.dump(notes, open(FILE, "w"))
    return {"id": len(notes)}, 201, {"Location": f"/notes/{len(notes)}"}
app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
`;

export const NOTES_EXPRESS = `
import fs from 'node:fs';
import express from 'express';
const FILE = 'notes.json';
const notes = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE)) : [];
const app = express();
app.use(express.json(), express.urlencoded());
app.get('/', (req, res) => res.json({ notes, query: Object.fromEntries(Object.entries(req.query).map(([k, v]) => [k, [v]])) }));
app.get('/whoami', (req, res) => res.json({ cookie: req.get('cookie') ?? null }));
app.post('/login', (req, res) => res.cookie('sid', 'abc').json(Object.fromEntries(Object.entries(req.body).map(([k, v]) => [k, [v]]))));
app.post('/notes', (req, res) => {
  if (req.body?.text === undefined) return res.status(400).json({ error: 'text' });
  notes.push(req.body.text);
  fs.writeFileSync(FILE, JSON.stringify(notes));
  res.status(201).location('/notes/' + notes.length).json({ id: notes.length });
});
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: 'text' }));
app.listen(process.env.PORT);
`;
