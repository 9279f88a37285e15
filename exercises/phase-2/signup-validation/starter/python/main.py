"""Sign-up with validation."""

import os

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.get("/")
def home():
    return "It works."


@app.post("/users")
def sign_up():
    user = request.get_json()
    # TODO: check the body and each field before anything is kept.
    return jsonify(id=1, username=user["username"], email=user["email"])


app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
