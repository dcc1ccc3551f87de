"""Cards of pages of other sites as readers see them: blog/blocks/external_cards.py."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from blog.blocks import fill_feeds, fill_page
from blog.models import BlogSettings
from tests.blog.external_sites import (
    SITE,
    external_site,
    fetch_all,
    html_page,
    make_external_page,
    picture,
)
from tests.factories import published_page, published_post
from tests.outside_hosts import OutsideHosts

pytestmark = pytest.mark.django_db

PLAIN_LINK = f'<p><a href="{SITE}/a" rel="noopener">{SITE}/a</a></p>'


def body_of(entry: Any) -> str:
    return str(fill_page(entry, BlogSettings()))


def card_of(html: str) -> Any:
    (card,) = lxml_html.fromstring(f"<div>{html}</div>").find_class("external-card")
    return card


def test_a_card_shows_title_description_site_and_a_picture_of_this_site(
    outside_hosts: OutsideHosts, client: Client
) -> None:
    post = published_post(body=f"{SITE}/a?x=1#y")
    with external_site(outside_hosts) as server:
        server.answers = {
            "/a?x=1": html_page(
                title="題 &amp; <題>", description="説明", site_name="外の庭", image="/p.png"
            ),
            "/p.png": picture(),
        }
        fetch_all()
    page = client.get(post.get_absolute_url()).content.decode()
    card = card_of(page)
    (link,) = card.xpath(".//a")
    assert dict(link.attrib) == {"href": f"{SITE}/a?x=1#y", "rel": "noopener"}
    assert card.find_class("link-card-title")[0].text == "題 & <題>"
    assert card.find_class("external-card-description")[0].text == "説明"
    assert card.find_class("external-card-site")[0].text == "外の庭 · site.example.com"
    (image,) = card.xpath(".//img")
    assert image.get("src").startswith("/media/")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("960", "504", "")
    assert "p.png" not in page
    assert "data-player" not in page
    assert "players.js" not in page


@pytest.mark.parametrize("make", [published_post, published_page])
@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_without_a_preview_a_card_is_the_plain_link_of_before(
    make: Any, state: str, client: Client
) -> None:
    entry = make(body=f"{SITE}/a")
    assert PLAIN_LINK in client.get(entry.get_absolute_url()).content.decode()


def test_a_block_without_a_preview_is_a_box_with_a_link() -> None:
    post = published_post(body=f":::embed {SITE}/a 題")
    assert body_of(post).strip() == (
        f'<p class="embed"><a href="{SITE}/a" rel="noopener"><span class="embed-title">題</span> '
        '<span class="embed-host">site.example.com</span></a></p>'
    )


def test_the_title_of_a_block_is_the_authors() -> None:
    make_external_page(title="外の題")
    post = published_post(body=f":::embed {SITE}/a 著者の題")
    assert card_of(body_of(post)).find_class("link-card-title")[0].text == "著者の題"


def test_a_preview_whose_refresh_failed_is_shown() -> None:
    make_external_page(state="failed", error="503")
    assert card_of(body_of(published_post(body=f"{SITE}/a"))) is not None


def test_a_reader_starts_no_request(client: Client, outside_hosts: OutsideHosts) -> None:
    post = published_post(body=f"{SITE}/a")
    client.get(post.get_absolute_url())
    client.get("/feed/")
    assert outside_hosts.lookups == outside_hosts.connections == []


def test_the_page_and_the_feed_change_when_a_card_is_filled(
    client: Client, outside_hosts: OutsideHosts
) -> None:
    post = published_post(body=f"{SITE}/a")
    addresses = [post.get_absolute_url(), "/feed/"]
    before = {address: client.get(address)["ETag"] for address in addresses}

    def status(address: str) -> int:
        return client.get(address, headers={"if-none-match": before[address]}).status_code

    assert [status(address) for address in addresses] == [304, 304]
    with external_site(outside_hosts) as server:
        server.answers = {"/a": html_page()}
        fetch_all()
    assert [status(address) for address in addresses] == [200, 200]


def test_many_cards_cost_one_query(client: Client) -> None:
    posts = {}
    for number in (0, 1, 3):
        urls = [f"{SITE}/{number}-{card}" for card in range(number)]
        for url in urls:
            make_external_page(url)
        posts[number] = published_post(body="\n\n".join(urls) or "文")
    client.get(posts[0].get_absolute_url())
    counts = {}
    for number, post in posts.items():
        with CaptureQueriesContext(connection) as queries:
            html = client.get(post.get_absolute_url()).content.decode()
        assert html.count("external-card-site") == number
        counts[number] = len(queries)
    assert counts == {0: counts[0], 1: counts[0] + 1, 3: counts[0] + 1}


def test_a_feed_has_plain_links_with_titles_at_one_query() -> None:
    make_external_page(f"{SITE}/a", title="題 & 題")
    posts = [
        published_post(body=f"{SITE}/a"),
        published_post(body=f"{SITE}/b"),
        published_post(body=f":::embed {SITE}/b 著者の題"),
    ]
    with CaptureQueriesContext(connection) as queries:
        bodies = fill_feeds(posts)
    assert [body.strip() for body in bodies] == [
        f'<p><a href="{SITE}/a" rel="noopener">題 &amp; 題</a></p>',
        f'<p><a href="{SITE}/b" rel="noopener">{SITE}/b</a></p>',
        f'<p><a href="{SITE}/b" rel="noopener">著者の題</a></p>',
    ]
    assert len(queries) == 1


def test_a_hostile_page_is_text_in_the_card(client: Client) -> None:
    make_external_page(
        title='"><script>x()</script>',
        description="<img src=x onerror=y()>",
        site_name="{{ site }}<b>",
    )
    post = published_post(body=f"{SITE}/a")
    html = client.get(post.get_absolute_url()).content.decode()
    assert "<script>x" not in html
    assert "<img src=x" not in html
    assert card_of(html).find_class("link-card-title")[0].text == '"><script>x()</script>'


def test_the_editors_preview_shows_a_known_card(author_client: Client) -> None:
    make_external_page(title="外の題")
    answer = author_client.post("/admin/markdownx/preview/", {"content": f"{SITE}/a"})
    assert card_of(answer.json()["html"]).find_class("link-card-title")[0].text == "外の題"
