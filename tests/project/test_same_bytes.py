"""A public page has the same bytes for every visitor, so that any cache may store it: threats 8 and 14."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from blog.models import Author
from tests.factories import approved_comment, make_category, make_series, make_tag, published_post
from tests.project.test_permissions import public_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Not pages: files and probes.
MACHINES = {"images:media", "avatar", "healthz", "readyz", "metrics"}
HEADERS: list[dict[str, str]] = [
    {"accept-language": "en"},
    {"cookie": "django_language=en; sessionid=forged; csrftoken=forged"},
    {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"},
    {"x-forwarded-host": "evil.example", "x-real-ip": "203.0.113.9"},
    {"user-agent": "Mozilla/5.0 (iPhone)", "referer": "https://evil.example/"},
]


@pytest.fixture
def addresses(author: Author) -> dict[str, str]:
    """Every public URL of a small blog, without personal pages."""
    post = published_post(
        slug="shown",
        body="## 一\n\n合言葉\n\n## 二\n\n本文",
        category=make_category(slug="c"),
        series=make_series(slug="s"),
        tags=[make_tag(slug="t")],
        authors=[author],
    )
    found = public_addresses(post, post, approved_comment(post))
    return {
        name: address
        for name, address in found.items()
        if name not in MACHINES and not address.startswith(settings.PERSONAL_URL_PREFIXES)
    }


def what_is_kept(response: Any) -> tuple[Any, ...]:
    """Return the parts of a response that a cache would store."""
    return response.status_code, response.content, response.get("Vary"), response.get("ETag")


def test_every_visitor_gets_the_same_page(
    addresses: dict[str, str], stranger: Client, editor_client: Client, author_client: Client
) -> None:
    for address in [*addresses.values(), "/no-such-page/"]:
        plain = what_is_kept(stranger.get(address))
        for client in (editor_client, author_client):
            assert what_is_kept(client.get(address)) == plain, address
        for headers in HEADERS:
            assert what_is_kept(Client().get(address, headers=headers)) == plain, (address, headers)


def test_a_public_page_sets_no_cookie_and_holds_no_token(
    addresses: dict[str, str], editor_client: Client
) -> None:
    for address in [*addresses.values(), "/no-such-page/"]:
        response = editor_client.get(address)
        assert not response.cookies, address
        assert b"csrfmiddlewaretoken" not in response.content, address
        assert {"Cookie", "Accept-Language"}.isdisjoint(
            part.strip() for part in response.get("Vary", "").split(",")
        ), address


def test_a_page_that_did_not_change_is_not_sent_again(
    addresses: dict[str, str], stranger: Client
) -> None:
    for address in addresses.values():
        first = stranger.get(address)
        if first.status_code != 200:
            continue
        again = stranger.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
