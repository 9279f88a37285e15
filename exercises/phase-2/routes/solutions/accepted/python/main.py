"""Routes with the standard library: a table of patterns, and one function that looks into it."""

import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

TEXT = "text/plain; charset=utf-8"
NUMBER = r"(-?[0-9]{1,9})"


def greet(request, name="stranger"):
    request.answer(200, f"Hello, {unquote(name)}!".encode(), TEXT)


def add(request, a, b):
    request.answer(200, json.dumps({"sum": int(a) + int(b)}).encode(), "application/json")


def move(request):
    request.answer(301, headers={"Location": "/hello"})


def echo(request):
    request.answer(200, request.body, request.headers.get("Content-Type"))


def clear(request):
    request.answer(204)


ROUTES = [
    (re.compile(r"/hello"), {"GET": greet}),
    (re.compile(r"/hello/([^/]+)"), {"GET": greet}),
    (re.compile(rf"/sum/{NUMBER}/{NUMBER}"), {"GET": add}),
    (re.compile(r"/old-hello"), {"GET": move}),
    (re.compile(r"/echo"), {"POST": echo, "DELETE": clear}),
]


class Handler(BaseHTTPRequestHandler):
    def handle_any(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.split("?")[0]
        for pattern, methods in ROUTES:
            match = pattern.fullmatch(path)
            if match is None:
                continue
            if self.command not in methods:
                return self.answer(405, headers={"Allow": ", ".join(methods)})
            return methods[self.command](self, *match.groups())
        self.answer(404)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    def answer(self, status, body=b"", content_type=None, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if content_type is not None:
            self.send_header("Content-Type", content_type)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
