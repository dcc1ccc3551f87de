"""Compressed size of HTML, style sheets and scripts of a post."""

import gzip
import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

LIMIT = 60 * 1024


def source(path: str) -> bytes:
    found = finders.find(path)
    assert isinstance(found, str), path
    return Path(found).read_bytes()


def with_imports(path: str) -> set[str]:
    """A script and all that it imports."""
    names = re.findall(r'(?:from|import) "\./([^"]+)"', source(path).decode())
    return {path}.union(*(with_imports(f"js/{name}") for name in names))


@pytest.mark.django_db
def test_the_longest_post_of_the_demo_weighs_less_than_60_kilobytes(client, settings):
    settings.DEMO = True
    call_command("load_demo", stdout=StringIO())
    html = client.get("/posts/deepseek-shock/").content
    linked = set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', html))
    files = set().union(
        *(
            with_imports(name.decode()) if name.endswith(b".js") else {name.decode()}
            for name in linked
        )
    )
    assert {"css/tokens.css", "css/site.css", "css/prose.css", "js/main.js", "js/toast.js"} <= files
    weights = {name: len(gzip.compress(source(name))) for name in files}
    total = len(gzip.compress(html)) + sum(weights.values())
    assert total < LIMIT, weights


@pytest.mark.django_db
def test_pages_go_out_compressed_without_a_proxy(client):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(response.content)
