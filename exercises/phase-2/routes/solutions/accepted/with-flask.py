"""Routes with Flask: it answers 404 and 405 by itself."""

import os

from flask import Flask, Response, jsonify, redirect, request
from werkzeug.routing import BaseConverter


class Number(BaseConverter):
    regex = "-?[0-9]{1,9}"

    def to_python(self, value):
        return int(value)


app = Flask(__name__)
app.url_map.converters["number"] = Number


@app.get("/hello")
@app.get("/hello/<name>")
def hello(name="stranger"):
    return Response(f"Hello, {name}!", mimetype="text/plain")


@app.get("/sum/<number:a>/<number:b>")
def add(a, b):
    return jsonify(sum=a + b)


@app.get("/old-hello")
def old_hello():
    return redirect("/hello", 301)


@app.post("/echo")
def echo():
    return Response(request.get_data(), content_type=request.content_type)


@app.delete("/echo")
def clear():
    return "", 204


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
