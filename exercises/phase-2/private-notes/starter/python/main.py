"""Private notes."""

import os

from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
accounts = {}


@app.errorhandler(HTTPException)
def on_error(error):
    return jsonify(error=error.description), error.code


@app.post("/accounts")
def make_account():
    body = request.get_json()
    # TODO: check the name and the password, and keep the account.
    return {"name": body["name"], "role": "admin"}, 201


# TODO: log in and out (response.set_cookie, request.cookies), notes.

app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
