"""Players of other sites: which URLs have one, and what a page with one may load (blog/players.py)."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html as lxml_html

from blog.models import Author, BlogSettings
from blog.players import PROVIDERS, player_of
from core.markdown.external_cards import page_url
from tests.blog.external_sites import SITE, make_external_page
from tests.factories import draft_post, make_settings, published_page, published_post
from tests.settings_pages import form_data, page

pytestmark = pytest.mark.django_db

ALL = BlogSettings(players=list(PROVIDERS))
VIDEO = "https://www.youtube.com/watch?v=aB-_5678901"
FRAME = "https://www.youtube-nocookie.com/embed/aB-_5678901?autoplay=1"


def directives(response: Any) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (VIDEO, FRAME),
        ("https://m.youtube.com/watch?app=desktop&v=aB-_5678901&t=9", FRAME),
        ("https://youtu.be/aB-_5678901?si=x", FRAME),
        ("https://www.youtube.com/shorts/aB-_5678901", FRAME),
        ("https://www.youtube.com/live/aB-_5678901", FRAME),
        ("https://music.youtube.com/watch?v=aB-_5678901", FRAME),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://www.nicovideo.jp/watch/sm9", "https://embed.nicovideo.jp/watch/sm9"),
        ("https://nico.ms/sm9", "https://embed.nicovideo.jp/watch/sm9"),
        (
            "https://open.spotify.com/intl-ja/track/0123456789abcdefABCDEF?si=x",
            "https://open.spotify.com/embed/track/0123456789abcdefABCDEF",
        ),
        (
            "https://soundcloud.com/some-one/a_song",
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/some-one/a_song&auto_play=true",
        ),
        (
            "https://x.com/someone/status/20",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20",
        ),
        (
            "https://twitter.com/someone/status/20?s=21",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20",
        ),
    ],
)
def test_a_url_of_an_allowed_provider_has_its_player(url: str, frame: str) -> None:
    player = player_of(page_url(url), ALL)
    assert player is not None
    assert player.url == frame
    assert player.url.startswith(f"{player.provider.origin}/")
    assert player_of(page_url(url), BlogSettings()) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@someone",
        "https://www.youtube.com/watch?v=short",
        "https://youtu.be/aB-_56789012",
        "https://youtube.com.example.com/watch?v=aB-_5678901",
        "https://example.com/?https://www.youtube.com/watch?v=aB-_5678901",
        "https://notyoutu.be/aB-_5678901",
        "https://vimeo.com/blog",
        "https://open.spotify.com/user/x",
        "https://x.com/someone",
        "https://soundcloud.com/some-one",
    ],
)
def test_another_url_has_none(url: str) -> None:
    assert player_of(page_url(url), ALL) is None


def test_every_provider_has_an_origin_of_its_own_for_the_policy() -> None:
    for provider in PROVIDERS.values():
        parts = urlsplit(provider.origin)
        assert (parts.scheme, parts.path, parts.query) == ("https", "", "")
        assert provider.shape in ("video", "audio", "post")


@pytest.mark.parametrize("make", [published_post, published_page])
def test_a_page_allows_the_frames_of_the_chosen_providers_only(make: Any, client: Client) -> None:
    make_settings(players=["youtube", "vimeo"])
    make_external_page(VIDEO, title="動画の題")
    response = client.get(make(body=VIDEO).get_absolute_url())
    allowed = "https://www.youtube-nocookie.com https://player.vimeo.com"
    assert directives(response)["frame-src"] == allowed
    assert directives(response)["script-src"] == "'self'"
    features = response.headers["Permissions-Policy"].split(", ")
    quoted = '"https://www.youtube-nocookie.com" "https://player.vimeo.com"'
    assert {f"autoplay=(self {quoted})", f"fullscreen=(self {quoted})", "camera=()"} <= set(
        features
    )
    html = response.content.decode()
    (card,) = lxml_html.fromstring(html).xpath("//*[@data-player]")
    assert card.get("data-player") == FRAME
    assert card.get("data-player-title") == "動画の題"
    assert "YouTube" in card.get("data-player-label")
    assert card.xpath(".//a")[0].get("href") == VIDEO
    assert "js/players" in html
    assert "<iframe" not in html


def test_a_url_without_a_preview_has_a_player_too(client: Client) -> None:
    make_settings(players=["youtube"])
    response = client.get(published_post(body=VIDEO).get_absolute_url())
    (card,) = lxml_html.fromstring(response.content.decode()).xpath("//*[@data-player]")
    assert card.get("data-player-title") == "YouTube"
    assert card.xpath(".//a")[0].get("href") == VIDEO


def test_without_the_setting_it_is_a_card_and_the_policy_stays(client: Client) -> None:
    make_external_page(VIDEO)
    response = client.get(published_post(body=VIDEO).get_absolute_url())
    assert "frame-src" not in directives(response)
    assert "autoplay=()" in response.headers["Permissions-Policy"]
    html = response.content.decode()
    assert "external-card" in html
    assert "data-player" not in html
    assert "youtube-nocookie" not in html


def test_a_page_without_cards_has_the_strict_policy(client: Client) -> None:
    make_settings(players=["youtube"])
    for path in (published_post(body=f"文中の {SITE}/a です。").get_absolute_url(), "/"):
        response = client.get(path)
        assert "frame-src" not in directives(response)
        assert "autoplay=()" in response.headers["Permissions-Policy"]


def test_the_preview_of_a_draft_loads_no_player(author_client: Client, author: Author) -> None:
    make_settings(players=["youtube"])
    post = draft_post(body=VIDEO, authors=[author])
    response = author_client.get(f"/admin/blog/post/{post.pk}/preview/")
    assert response.status_code == 200
    assert "js/players" not in response.content.decode()
    assert "frame-src" not in directives(response)


def test_a_provider_that_no_longer_exists_is_ignored(client: Client) -> None:
    make_settings(players=["gone", "youtube"])
    response = client.get(published_post(body=VIDEO).get_absolute_url())
    assert directives(response)["frame-src"] == "https://www.youtube-nocookie.com"


def test_only_an_administrator_allows_players(
    administrator_client: Client, editor_client: Client, client: Client
) -> None:
    post = published_post(body=VIDEO)
    assert editor_client.get(page("privacy")).status_code == 403
    data = form_data(administrator_client, "privacy")
    administrator_client.post(page("privacy"), {**data, "players": ["youtube"]})
    assert BlogSettings.load().players == ["youtube"]
    assert "data-player" in client.get(post.get_absolute_url()).content.decode()
    administrator_client.post(page("privacy"), {**data, "players": ["youtube", "elsewhere"]})
    assert BlogSettings.load().players == ["youtube"]
