"""An unknown name has an answer of its own."""

import hashlib
import hmac
import itertools
import os
import re
import secrets
import threading

from flask import Flask, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
lock = threading.Lock()
accounts = {}
names_by_session = {}
notes = {}
next_id = itertools.count(1)
OPEN_TO_ALL = {("POST", "/accounts"), ("POST", "/login")}


def hash_password(password, salt):
    return hashlib.scrypt(password.encode(), salt=salt, n=2**12, r=8, p=1)


# Checked where there is no such name, so that this takes as long as a wrong password.
NOBODY = {"salt": b"nobody's", "hash": hash_password(secrets.token_hex(), b"nobody's")}


@app.errorhandler(HTTPException)
def on_error(error):
    return jsonify(error=error.description), error.code


@app.before_request
def authenticate():
    if (request.method, request.path) in OPEN_TO_ALL:
        return
    g.session = request.cookies.get("session", "")
    name = names_by_session.get(g.session)
    if name is None:
        abort(401, "Log in first.")
    g.account = accounts[name]


def read_body():
    body = request.get_json(force=True)
    if not isinstance(body, dict):
        abort(400, "The body must be a JSON object.")
    return body


def show(account):
    return {"name": account["name"], "role": account["role"]}


@app.post("/accounts")
def make_account():
    body = read_body()
    name, password = body.get("name"), body.get("password")
    if not isinstance(name, str) or not re.fullmatch("[a-z0-9-]{1,30}", name):
        abort(400, "A name has 1 to 30 characters out of a to z, 0 to 9 and -.")
    if not isinstance(password, str) or not 8 <= len(password) <= 100:
        abort(400, "A password has 8 to 100 characters.")
    salt = secrets.token_bytes(16)
    hashed = hash_password(password, salt)
    with lock:
        if name in accounts:
            abort(409, "Somebody has this name.")
        role = "member" if accounts else "admin"
        accounts[name] = {"name": name, "role": role, "salt": salt, "hash": hashed}
    return show(accounts[name]), 201


@app.get("/accounts")
def list_accounts():
    if g.account["role"] != "admin":
        abort(403, "For the admin alone.")
    return jsonify([show(account) for account in accounts.values()])


@app.post("/login")
def log_in():
    body = read_body()
    name, password = body.get("name"), body.get("password")
    found = accounts.get(name) if isinstance(name, str) else None
    if found is None:
        abort(401, "There is no such name.")
    account = found
    given = hash_password(password if isinstance(password, str) else "", account["salt"])
    if not hmac.compare_digest(given, account["hash"]) or found is None:
        abort(401, "There is no such name, or the password is wrong.")
    session = secrets.token_urlsafe(32)
    names_by_session[session] = account["name"]
    response = jsonify(show(account))
    response.set_cookie("session", session, httponly=True, samesite="Lax")
    return response


@app.post("/logout")
def log_out():
    names_by_session.pop(g.session, None)
    response = app.response_class(status=204)
    response.delete_cookie("session")
    return response


@app.get("/me")
def me():
    return show(g.account)


@app.post("/notes")
def write_note():
    text = read_body().get("text")
    if not isinstance(text, str) or not 1 <= len(text) <= 1000:
        abort(400, "A text has 1 to 1000 characters.")
    with lock:
        note = {"id": next(next_id), "author": g.account["name"], "text": text}
        notes[note["id"]] = note
    return {"id": note["id"], "text": text}, 201


@app.get("/notes")
def list_notes():
    own = [note for note in notes.values() if note["author"] == g.account["name"]]
    return jsonify([{"id": note["id"], "text": note["text"]} for note in own])


def find_note(id):
    note = notes.get(id)
    if note is None:
        abort(404, "There is no such note.")
    if note["author"] != g.account["name"] and g.account["role"] != "admin":
        abort(403, "This note is somebody else's.")
    return note


@app.get("/notes/<int:id>")
def read_note(id):
    note = find_note(id)
    return {"id": note["id"], "text": note["text"]}


@app.delete("/notes/<int:id>")
def delete_note(id):
    find_note(id)
    notes.pop(id, None)
    return "", 204


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
