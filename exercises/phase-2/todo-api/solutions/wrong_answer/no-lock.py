"""Takes the next id outside of the lock: two requests at one time get the same one."""

import json
import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FILE = "todos.json"
MAX_TITLE_LENGTH = 100


class Problem(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Todos:
    def __init__(self):
        self.lock = threading.Lock()
        self.next_id = 1
        self.by_id = {}
        if os.path.exists(FILE):
            with open(FILE, encoding="utf-8") as file:
                kept = json.load(file)
            self.next_id = kept["next_id"]
            self.by_id = {todo["id"]: todo for todo in kept["todos"]}

    def save(self):
        kept = {"next_id": self.next_id, "todos": list(self.by_id.values())}
        with open(FILE + ".new", "w", encoding="utf-8") as file:
            json.dump(kept, file)
        # A reader finds the old file or the new one, and never half of it.
        os.replace(FILE + ".new", FILE)

    def list(self, done):
        with self.lock:
            return [todo for todo in self.by_id.values() if done in (None, todo["done"])]

    def get(self, id):
        if id not in self.by_id:
            raise Problem(404, "There is no such to-do.")
        return self.by_id[id]

    def create(self, fields):
        if "title" not in fields:
            raise Problem(400, "A new to-do needs a title.")
        todo = {"id": self.next_id, "title": fields["title"], "done": False}
        # Thinks it over, as a database far away would.
        time.sleep(0.01)
        with self.lock:
            self.next_id = todo["id"] + 1
            self.by_id[todo["id"]] = todo
            self.save()
            return todo

    def change(self, id, fields):
        with self.lock:
            todo = {**self.get(id), **fields}
            self.by_id[id] = todo
            self.save()
            return todo

    def delete(self, id):
        with self.lock:
            self.get(id)
            del self.by_id[id]
            self.save()


def check_fields(body):
    """The fields that a client may set, as they are to be kept."""
    if not isinstance(body, dict):
        raise Problem(400, "The body must be a JSON object.")
    fields = {}
    if "title" in body:
        title = body["title"].strip() if isinstance(body["title"], str) else ""
        if not 1 <= len(title) <= MAX_TITLE_LENGTH:
            raise Problem(400, "The title must be a string of 1 to 100 characters.")
        fields["title"] = title
    if "done" in body:
        if not isinstance(body["done"], bool):
            raise Problem(400, "done must be true or false.")
        fields["done"] = body["done"]
    return fields


class Handler(BaseHTTPRequestHandler):
    def handle_request(self):
        try:
            self.route(urlsplit(self.path))
        except Problem as problem:
            self.answer(problem.status, {"error": str(problem)})

    do_GET = do_POST = do_PATCH = do_DELETE = handle_request

    def route(self, url):
        one = re.fullmatch(r"/todos/([0-9]{1,15})", url.path)
        id = int(one[1]) if one else None
        match (self.command, url.path if one is None else "/todos/{id}"):
            case ("GET", "/todos"):
                self.answer(200, todos.list(self.done_filter(url.query)))
            case ("POST", "/todos"):
                todo = todos.create(self.read_fields())
                self.answer(201, todo, {"Location": f"/todos/{todo['id']}"})
            case ("GET", "/todos/{id}"):
                self.answer(200, todos.get(id))
            case ("PATCH", "/todos/{id}"):
                todos.get(id)
                self.answer(200, todos.change(id, self.read_fields()))
            case ("DELETE", "/todos/{id}"):
                todos.delete(id)
                self.answer(204)
            case _:
                raise Problem(404, "There is no such path.")

    def done_filter(self, query):
        given = parse_qs(query, keep_blank_values=True).get("done")
        if given is None:
            return None
        if given[0] not in ("true", "false"):
            raise Problem(400, "done must be true or false.")
        return given[0] == "true"

    def read_fields(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(raw)
        except ValueError:
            raise Problem(400, "The body is not JSON.") from None
        return check_fields(body)

    def answer(self, status, value=None, headers=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        if value is not None:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


todos = Todos()
ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
