"""Small answers for machines: blog/views/machines.py."""

from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from PIL import Image

from core.models import SiteSettings


def test_robots_may_read_everything_that_is_for_readers(client, db):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /search/",
        "Disallow: /share/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_robots_stay_away_where_the_owner_asks(client, db):
    SiteSettings(noindex=True).save()
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_the_manifest_describes_the_site(client, db):
    SiteSettings(name="糸と紙の長い名前のブログ", description="綴る", language="en").save()
    response = client.get("/manifest.webmanifest")
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert {name: manifest[name] for name in ("name", "short_name", "description", "lang")} == {
        "name": "糸と紙の長い名前のブログ",
        "short_name": "糸と紙の長い名前のブログ",
        "description": "綴る",
        "lang": "en",
    }


def test_the_icons_of_the_manifest_are_what_it_says(client, db):
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert [icon["purpose"] for icon in icons] == ["any", "any", "maskable"]
    for icon in icons:
        path = finders.find(icon["src"].removeprefix("/static/"))
        with open(path, "rb") as file, Image.open(BytesIO(file.read())) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]


def test_the_process_answers_without_a_database(client):
    # Without the mark django_db every query is an error.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_site_is_ready_while_the_database_answers(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_site_is_not_ready_while_the_database_is_away(client, db, monkeypatch):
    def away() -> None:
        raise OSError("connection refused")

    with monkeypatch.context() as fault:
        fault.setattr(connection, "cursor", away)
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_kept(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]
