"""PATCH replaces the whole to-do: what the body does not name is lost."""

import json
import os
import threading

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException

FILE = "todos.json"
app = Flask(__name__)
lock = threading.Lock()
kept = {"next_id": 1, "todos": []}
if os.path.exists(FILE):
    with open(FILE, encoding="utf-8") as file:
        kept = json.load(file)


def save():
    with open(FILE + ".new", "w", encoding="utf-8") as file:
        json.dump(kept, file)
    os.replace(FILE + ".new", FILE)


def find(id):
    for todo in kept["todos"]:
        if todo["id"] == id:
            return todo
    abort(404, "There is no such to-do.")


def read_fields():
    body = request.get_json(force=True)
    if not isinstance(body, dict):
        abort(400, "The body must be a JSON object.")
    fields = {}
    if "title" in body:
        title = body["title"].strip() if isinstance(body["title"], str) else ""
        if not 1 <= len(title) <= 100:
            abort(400, "The title must be a string of 1 to 100 characters.")
        fields["title"] = title
    if "done" in body:
        if not isinstance(body["done"], bool):
            abort(400, "done must be true or false.")
        fields["done"] = body["done"]
    return fields


@app.errorhandler(HTTPException)
def on_error(error):
    return jsonify(error=error.description), error.code


@app.get("/todos")
def list_todos():
    done = request.args.get("done")
    if done not in (None, "true", "false"):
        abort(400, "done must be true or false.")
    with lock:
        return jsonify([t for t in kept["todos"] if done in (None, str(t["done"]).lower())])


@app.post("/todos")
def create():
    fields = read_fields()
    if "title" not in fields:
        abort(400, "A new to-do needs a title.")
    with lock:
        todo = {"id": kept["next_id"], "title": fields["title"], "done": False}
        kept["next_id"] += 1
        kept["todos"].append(todo)
        save()
    return jsonify(todo), 201, {"Location": f"/todos/{todo['id']}"}


@app.get("/todos/<int:id>")
def read(id):
    return jsonify(find(id))


@app.patch("/todos/<int:id>")
def change(id):
    find(id)
    fields = read_fields()
    with lock:
        todo = find(id)
        todo.update({"title": "", "done": False, **fields})
        save()
        return jsonify(todo)


@app.delete("/todos/<int:id>")
def delete(id):
    with lock:
        kept["todos"].remove(find(id))
        save()
    return "", 204


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
