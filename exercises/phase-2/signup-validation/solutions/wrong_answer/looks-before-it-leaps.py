"""Looks whether a name is taken, and keeps it later: of two at one time both get it."""

import json
import os
import re
import threading
import time

from flask import Flask, request
from werkzeug.exceptions import HTTPException

MAX_BODY_BYTES = 10_000
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")

app = Flask(__name__)
lock = threading.Lock()
users = []
ids_by_name = {}


class Refusal(Exception):
    def __init__(self, status, title, errors=None):
        super().__init__(title)
        self.status, self.title, self.errors = status, title, errors


def is_strong(password):
    return re.search(r"[A-Za-z]", password) and re.search(r"[0-9]", password)


TEXTS = {
    "username": (3, 20, USERNAME.fullmatch),
    "email": (0, 100, EMAIL.fullmatch),
    "password": (10, 72, is_strong),
}


def check_text(value, shortest, longest, is_well_formed):
    if value in (None, ""):
        return "required"
    if not isinstance(value, str):
        return "type"
    if len(value) < shortest:
        return "too-short"
    if len(value) > longest:
        return "too-long"
    return None if is_well_formed(value) else "format"


def check_age(value):
    if value in (None, ""):
        return None
    # True is an int, too.
    if type(value) is not int:
        return "type"
    return None if 13 <= value <= 120 else "range"


def check(fields):
    codes = {name: check_text(fields.get(name), *rules) for name, rules in TEXTS.items()}
    codes["age"] = check_age(fields.get("age"))
    errors = [{"field": field, "code": code} for field, code in codes.items() if code]
    if errors:
        raise Refusal(422, "The form has mistakes.", errors)


def read_fields():
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise Refusal(413, "The body is too large.")
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.form.to_dict()
        if re.fullmatch(r"[0-9]{1,10}", fields.get("age", "")):
            fields["age"] = int(fields["age"])
        return fields
    if request.mimetype != "application/json":
        raise Refusal(415, "The body must be JSON or a form.")
    try:
        fields = json.loads(request.get_data())
    except ValueError:
        raise Refusal(400, "The body is not JSON.") from None
    if not isinstance(fields, dict):
        raise Refusal(400, "The body is not an object.")
    return fields


def answer(status, value, content_type="application/json", **headers):
    return json.dumps(value), status, {"Content-Type": content_type, **headers}


@app.get("/")
def home():
    return answer(200, {})


@app.post("/users")
def sign_up():
    fields = read_fields()
    check(fields)
    name = fields["username"].lower()
    if name in ids_by_name:
        errors = [{"field": "username", "code": "taken"}]
        raise Refusal(409, "Somebody has that name already.", errors)
    # Sends a mail in the meantime.
    time.sleep(0.02)
    with lock:
        user = {"id": len(users) + 1, "username": fields["username"], "email": fields["email"]}
        ids_by_name[name] = user["id"]
        users.append(user)
    return answer(201, user, Location=f"/users/{user['id']}")


@app.get("/users/<int:id>")
def read(id):
    if not 1 <= id <= len(users):
        raise Refusal(404, "There is no such user.")
    return answer(200, users[id - 1])


@app.errorhandler(Refusal)
def on_refusal(refusal):
    problem = {"status": refusal.status, "title": refusal.title}
    if refusal.errors:
        problem["errors"] = refusal.errors
    return answer(refusal.status, problem, "application/problem+json")


@app.errorhandler(HTTPException)
def on_http_error(error):
    status = 404 if error.code == 405 else error.code
    return on_refusal(Refusal(status, error.name))


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
