"""Web app manifest and robots.txt: blog/views/manifest.py, blog/views/robots.py."""

from io import BytesIO

from django.contrib.staticfiles import finders
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


def test_noindex_disallows_all_robots(client, db):
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
