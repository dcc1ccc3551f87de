"""Sites that posts link to, for tests of the cards: servers on loopback with a name and a public address."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from blog.external_pages import fetching
from blog.models import ExternalPage
from tests.images import samples
from tests.outside_hosts import OutsideHosts, RawServer, page, running_server

SITE = "http://site.example.com"
HTML = "Content-Type: text/html; charset=utf-8"


def html_page(title: str = "外の記事", **properties: str) -> bytes:
    """Return a response with a title and Open Graph properties, such as description or image."""
    metas = "".join(
        f'<meta property="og:{name}" content="{value}">' for name, value in properties.items()
    )
    return page(f"<!doctype html><title>{title}</title>{metas}".encode(), HTML)


def picture(width: int = 1200, height: int = 630) -> bytes:
    """Return a response with a picture."""
    return page(samples.png(width, height), "Content-Type: image/png")


@contextmanager
def external_site(
    outside_hosts: OutsideHosts, name: str = "site.example.com"
) -> Iterator[RawServer]:
    """Run a site; its `answers` are responses by path."""
    with running_server() as server:
        outside_hosts.add(name, server.port)
        yield server


def fetch_all() -> int:
    """Let the worker fetch what is due now; return the number of pages."""
    count = 0
    while fetching.fetch_due():
        count += 1
        assert count < 50
    return count


def make_external_page(url: str = f"{SITE}/a", **fields: object) -> ExternalPage:
    """Store a preview as the worker would."""
    now = timezone.now()
    values = {
        "title": "外の記事",
        "state": ExternalPage.State.FETCHED,
        "fetched_at": now,
        "used_at": now,
        "next_attempt_at": now + fetching.REFRESHED_AFTER,
    }
    return ExternalPage.objects.create(url=url, **{**values, **fields})
