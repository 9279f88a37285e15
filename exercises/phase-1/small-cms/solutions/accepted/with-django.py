"""The same with Django: a model in SQLite, a form that validates, templates that escape."""

import os
import re
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

import django
from django.conf import settings
from django.urls import path

TEMPLATES = {
    "list.html": """<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1><ul>
{% for post in posts %}<li><a href="/posts/{{ post.slug }}">{{ post.title }}</a></li>
{% endfor %}</ul>""",
    "post.html": """<!doctype html><title>{{ post.title }}</title><h1>{{ post.title }}</h1>
{{ post.body|linebreaks }}""",
}

settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "posts.sqlite3",
            "OPTIONS": {"timeout": 10},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    SECRET_KEY="not needed here",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", TEMPLATES)]},
        }
    ],
)
django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpResponse, HttpResponseBadRequest  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.views.decorators.http import require_GET, require_POST  # noqa: E402

# SQLite has one writer; and a slug is looked for and taken in one go.
lock = threading.Lock()


class Post(models.Model):
    slug = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=100)
    body = models.TextField(max_length=10_000, blank=True, default="")
    status = models.CharField(
        max_length=9, default="draft", choices=[("draft", "Draft"), ("published", "Published")]
    )

    class Meta:
        app_label = "cms"


class PostForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ["title", "body", "status"]


def see(address):
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


def free_slug(title):
    slug = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") or "post"
    candidate, number = slug, 1
    while Post.objects.filter(slug=candidate).exists():
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def save(request, post):
    """The fields that were sent take the place of the post's own."""
    own = {"title": post.title, "body": post.body, "status": post.status}
    form = PostForm({**own, **request.POST.dict()}, instance=post)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain")
    if post.pk is None:
        post.slug = free_slug(post.title)
    form.save()
    return see(f"/posts/{post.slug}")


def show_list(status, title):
    @require_GET
    def view(request):
        posts = Post.objects.filter(status=status).order_by("-id")
        return render(request, "list.html", {"title": title, "posts": posts})

    return view


@require_GET
def read(request, slug):
    return render(request, "post.html", {"post": get_object_or_404(Post, slug=slug, status="published")})


@require_POST
def create(request):
    with lock:
        return save(request, Post())


@require_POST
def edit(request, slug):
    with lock:
        return save(request, get_object_or_404(Post, slug=slug))


@require_POST
def delete(request, slug):
    with lock:
        get_object_or_404(Post, slug=slug).delete()
    return see("/")


urlpatterns = [
    path("", show_list("published", "Posts")),
    path("drafts", show_list("draft", "Drafts")),
    path("posts", create),
    path("posts/<str:slug>", read),
    path("posts/<str:slug>/edit", edit),
    path("posts/<str:slug>/delete", delete),
]


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


if Post._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Post)
make_server("", int(os.environ["PORT"]), get_wsgi_application(), ThreadingServer).serve_forever()
