"""A small CMS."""

import os

from flask import Flask, render_template_string, request

PAGE = """<!doctype html>
<title>{{ title }}</title>
<h1>{{ title }}</h1>
<ul>
{% for post in posts %}<li>{{ post.title }}</li>
{% endfor %}</ul>"""

app = Flask(__name__)
posts = []


@app.get("/")
def index():
    # TODO: published posts alone, as links, the newest first.
    return render_template_string(PAGE, title="Posts", posts=posts)


# TODO: drafts, one post, and the forms (request.form, redirect).

app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
