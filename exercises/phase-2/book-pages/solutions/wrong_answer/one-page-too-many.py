"""60 books at 10 a page make 7 pages here."""

import os
import re

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException

AUTHORS = ["Ada Byron", "Grace Hopper", "Jörg Müller", "R. & R. Smith", "Linus Olsen"]
BOOKS = [
    {"id": i, "title": f"Book {i}", "author": AUTHORS[i % 5], "year": 1960 + i * 7 % 40}
    for i in range(1, 61)
]
SORTS = {"id", "title", "year"}

app = Flask(__name__)
app.json.ensure_ascii = False


class Refused(Exception):
    def __init__(self, parameter, message):
        self.parameter = parameter
        self.message = f"{parameter} {message}"


@app.errorhandler(Refused)
def on_refused(refused):
    return jsonify(error=refused.message, parameter=refused.parameter), 400


@app.errorhandler(HTTPException)
def on_error(error):
    return jsonify(error=error.description), error.code


def number(name, default, least, most=999_999_999):
    text = request.args.get(name, "")
    if text == "":
        return default
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise Refused(name, f"must be a whole number from {least} to {most}.")
    return int(text)


def sorting():
    sort = request.args.get("sort", "") or "id"
    key = sort.removeprefix("-")
    if key not in SORTS:
        raise Refused("sort", "must be id, title or year, with or without a - before it.")
    return key, sort.startswith("-")


@app.get("/books")
def list_books():
    page = number("page", 1, 1)
    per_page = number("perPage", 10, 1, 50)
    min_year = number("minYear", 0, 0)
    max_year = number("maxYear", 999_999_999, 0)
    author = request.args.get("author", "")
    text = request.args.get("q", "").lower()
    key, reverse = sorting()

    found = [
        book
        for book in BOOKS
        if author in ("", book["author"])
        and min_year <= book["year"] <= max_year
        and text in book["title"].lower()
    ]
    # Sorting is stable, with reverse too: what is equal stays in the order of the ids.
    found.sort(key=lambda book: book[key], reverse=reverse)
    pages = len(found) // per_page + 1
    start = (page - 1) * per_page
    return jsonify(
        items=found[start : start + per_page],
        page=page,
        perPage=per_page,
        total=len(found),
        pages=pages,
        previous=page - 1 if 1 < page <= pages else None,
        next=page + 1 if page < pages else None,
    )


@app.get("/books/<int:id>")
def read(id):
    if not 1 <= id <= len(BOOKS):
        abort(404, "There is no such book.")
    return jsonify(BOOKS[id - 1])


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
