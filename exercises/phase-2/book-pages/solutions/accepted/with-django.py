"""The same with Django, in one file: settings, views, URLs."""

import os
import re
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

from django.conf import settings
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path, re_path
from django.views.decorators.http import require_safe

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="not needed here")

AUTHORS = ["Ada Byron", "Grace Hopper", "Jörg Müller", "R. & R. Smith", "Linus Olsen"]
BOOKS = [
    {"id": i, "title": f"Book {i}", "author": AUTHORS[i % 5], "year": 1960 + i * 7 % 40}
    for i in range(1, 61)
]


class Refused(Exception):
    pass


def number(query, name, default, least, most=999_999_999):
    text = query.get(name, "")
    if text == "":
        return default
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise Refused(name)
    return int(text)


def choose(query):
    """The books that pass the filters, sorted."""
    min_year = number(query, "minYear", 0, 0)
    max_year = number(query, "maxYear", 999_999_999, 0)
    author, text = query.get("author", ""), query.get("q", "").lower()
    sort = query.get("sort", "") or "id"
    if not re.fullmatch("-?(id|title|year)", sort):
        raise Refused("sort")
    found = [
        book
        for book in BOOKS
        if author in ("", book["author"])
        and min_year <= book["year"] <= max_year
        and text in book["title"].lower()
    ]
    return sorted(found, key=lambda book: book[sort.lstrip("-")], reverse=sort[0] == "-")


@require_safe
def list_books(request):
    try:
        page = number(request.GET, "page", 1, 1)
        per_page = number(request.GET, "perPage", 10, 1, 50)
        found = choose(request.GET)
    except Refused as refused:
        name = str(refused)
        return JsonResponse({"error": f"{name} is not allowed.", "parameter": name}, status=400)
    paginator = Paginator(found, per_page, allow_empty_first_page=False)
    pages = paginator.num_pages
    return JsonResponse(
        {
            "items": paginator.page(page).object_list if page <= pages else [],
            "page": page,
            "perPage": per_page,
            "total": len(found),
            "pages": pages,
            "previous": page - 1 if 1 < page <= pages else None,
            "next": page + 1 if page < pages else None,
        }
    )


@require_safe
def read(request, id):
    if not 1 <= id <= len(BOOKS):
        return not_found(request)
    return JsonResponse(BOOKS[id - 1])


def not_found(request, exception=None):
    return JsonResponse({"error": "There is nothing here."}, status=404)


urlpatterns = [path("books", list_books), path("books/<int:id>", read), re_path("", not_found)]


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


port = int(os.environ["PORT"])
make_server("", port, get_wsgi_application(), ThreadingServer).serve_forever()
