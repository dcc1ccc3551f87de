"""Every cookie that the site can set, with its flags in production (config/settings/prod.py)."""

import ast
from collections.abc import Iterator
from http.cookies import Morsel
from pathlib import Path
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from blog.models import Post
from blog.protection import unlock_url
from tests.factories import PASSWORD, protected_post, published_post
from tests.html import hidden_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROOT = Path(__file__).resolve().parents[2]
#: The cookies and their paths. No script reads one, so each is HttpOnly; none is for other sites.
PATHS = {
    "csrftoken": "/",
    "sessionid": "/",
    "messages": "/",
    "django_language": "/",
    "device": "/account/",
    "guest": "/comments/",
    "unlocked": "/unlock/post/",  # and the key of the post
}
#: Cookies that our own code sets, each in one place; Django sets the others.
OWN = {"django_language", "device", "guest", "unlocked"}


@pytest.fixture
def client(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client with production settings: tests/project/test_settings.py asserts these three."""
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.LANGUAGE_COOKIE_SECURE = True
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)
    return Client()


def flags(cookie: Morsel[str]) -> dict[str, object]:
    return {name: cookie[name] for name in ("path", "secure", "httponly", "samesite", "domain")}


def cookies_of_responses(client: Client, post: Post) -> Iterator[Morsel[str]]:
    """Sign in, choose a language, comment as a guest, enter the password of a post; yield the cookies."""
    form = reverse("comments:form", args=[post._meta.label_lower, post.pk])
    empty = client.get(form, secure=True)
    comment = {"name": "客", "comment": "良い記事です。", "post": "1"}
    posts = {
        form: {**hidden_fields(empty.content.decode()), **comment},
        "/account/language/": {"language": "en"},
        "/account/login/": {"login": "reader", "password": PASSWORD},
        unlock_url(protected_post()): {"password": PASSWORD},
    }
    responses = [client.post(url, data, secure=True) for url, data in posts.items()]
    for response in (empty, *responses, message_response()):
        yield from response.cookies.values()


def message_response() -> HttpResponse:
    """A response with a message for the next page."""

    def view(request: HttpRequest) -> HttpResponse:
        messages.success(request, "済み")
        return HttpResponse()

    return SessionMiddleware(MessageMiddleware(view))(RequestFactory().get("/", secure=True))


def test_every_cookie_is_secure_out_of_reach_of_scripts_and_of_other_sites(
    client: Client, reader_user: User
) -> None:
    found: dict[str, dict[str, object]] = {}
    for cookie in cookies_of_responses(client, published_post()):
        if cookie.value:
            found[cookie.key] = flags(cookie)
    found["unlocked"]["path"] = str(found["unlocked"]["path"]).rstrip("0123456789/") + "/"
    kept = {"secure": True, "httponly": True, "samesite": "Lax", "domain": ""}
    assert found == {name: {"path": path, **kept} for name, path in PATHS.items()}


def test_no_cookie_is_set_that_the_table_does_not_name() -> None:
    """Each place that sets a cookie needs a line of PATHS and a response above that shows it."""
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.glob("*/**/*.py")
        if path.relative_to(ROOT).parts[0] not in {".venv", "tests", "benchmarks", "var"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"set_cookie", "set_signed_cookie"}
    ]
    assert len(calls) == len(OWN), calls
