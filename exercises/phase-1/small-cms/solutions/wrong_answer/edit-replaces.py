"""What the form does not send is gone."""

import json
import os
import re
import threading

from flask import Flask, abort, redirect, render_template_string, request

FILE = "posts.json"
LIST = """<!doctype html>
<title>{{ title }}</title>
<h1>{{ title }}</h1>
<ul>
{% for post in posts %}<li><a href="/posts/{{ post.slug }}">{{ post.title }}</a></li>
{% endfor %}</ul>"""
POST = """<!doctype html>
<title>{{ post.title }}</title>
<h1>{{ post.title }}</h1>
{% for paragraph in paragraphs %}<p>{{ paragraph }}</p>
{% endfor %}"""

app = Flask(__name__)
lock = threading.Lock()
# In the order of creation.
posts = []
if os.path.exists(FILE):
    with open(FILE, encoding="utf-8") as file:
        posts = json.load(file)


def save():
    with open(FILE + ".new", "w", encoding="utf-8") as file:
        json.dump(posts, file)
    os.replace(FILE + ".new", FILE)


def find(slug):
    for post in posts:
        if post["slug"] == slug:
            return post
    abort(404)


def free_slug(title):
    slug = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") or "post"
    taken = {post["slug"] for post in posts}
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def read_form():
    fields = {name: request.form[name] for name in ("title", "body", "status") if name in request.form}
    if "title" in fields:
        fields["title"] = fields["title"].strip()
        if not 1 <= len(fields["title"]) <= 100:
            abort(400, "A title has 1 to 100 characters.")
    if len(fields.get("body", "")) > 10_000:
        abort(400, "A body has at most 10,000 characters.")
    if fields.get("status", "draft") not in ("draft", "published"):
        abort(400, "The status is draft or published.")
    return fields


def show_list(title, status):
    shown = [post for post in reversed(posts) if post["status"] == status]
    return render_template_string(LIST, title=title, posts=shown)


@app.get("/")
def index():
    return show_list("Posts", "published")


@app.get("/drafts")
def drafts():
    return show_list("Drafts", "draft")


@app.get("/posts/<slug>")
def read(slug):
    post = find(slug)
    if post["status"] != "published":
        abort(404)
    paragraphs = re.split(r"\n(?:\s*\n)+", post["body"].replace("\r\n", "\n").strip())
    return render_template_string(POST, post=post, paragraphs=paragraphs)


@app.post("/posts")
def create():
    fields = read_form()
    if "title" not in fields:
        abort(400, "A post needs a title.")
    with lock:
        slug = free_slug(fields["title"])
        posts.append({"slug": slug, "body": "", "status": "draft", **fields})
        save()
    return redirect(f"/posts/{slug}", 303)


@app.post("/posts/<slug>/edit")
def edit(slug):
    find(slug)
    fields = read_form()
    with lock:
        find(slug).update({"title": "", "body": "", "status": "draft", **fields})
        save()
    return redirect(f"/posts/{slug}", 303)


@app.post("/posts/<slug>/delete")
def delete(slug):
    with lock:
        posts.remove(find(slug))
        save()
    return redirect("/", 303)


app.run(host="0.0.0.0", port=int(os.environ["PORT"]))
