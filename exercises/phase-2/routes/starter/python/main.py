"""Routes."""

import os

from flask import Flask, Response

app = Flask(__name__)


@app.get("/hello")
def hello():
    return Response("Hello, stranger!", mimetype="text/plain")


# TODO: the other routes.

app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
