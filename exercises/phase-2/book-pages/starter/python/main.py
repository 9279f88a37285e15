"""A catalogue in pages."""

import os

from flask import Flask, jsonify

AUTHORS = ["Ada Byron", "Grace Hopper", "Jörg Müller", "R. & R. Smith", "Linus Olsen"]
BOOKS = [
    {"id": i, "title": f"Book {i}", "author": AUTHORS[i % 5], "year": 1960 + i * 7 % 40}
    for i in range(1, 61)
]

app = Flask(__name__)


@app.get("/books")
def list_books():
    # TODO: look at request.args (import request from flask): page, perPage, author, ...
    return jsonify(items=BOOKS)


# TODO: one book, and errors as JSON.

app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
