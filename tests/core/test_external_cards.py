"""Which URLs of other sites become cards: core/markdown/external_cards.py."""

import pytest

from core.markdown import render
from core.markdown.document import Profile
from core.markdown.external_cards import MAX_CARDS, page_url
from core.markdown.slots import slots_in

OWN = ["blog.example"]


def cards(source: str, profile: Profile = Profile.POST) -> list[str]:
    """Return the URLs of the cards in a text."""
    html = render(source, profile=profile, site_hosts=OWN).html
    return [slot.args["url"] for slot in slots_in(html) if slot.kind == "external_card"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example/x", ["https://a.example/x"]),
        ("前\n\nhttps://a.example/x?y=1&z=2#w\n\n後", ["https://a.example/x?y=1&z=2#w"]),
        ("https://a.example/\n\nhttps://a.example/", ["https://a.example/"] * 2),
        ("> https://a.example/", ["https://a.example/"]),
        ("- 一\n\n  https://a.example/", ["https://a.example/"]),
    ],
)
def test_a_url_alone_in_a_paragraph_is_a_card(source: str, expected: list[str]) -> None:
    assert cards(source) == expected
    assert cards(source, Profile.PAGE) == expected


@pytest.mark.parametrize(
    "source",
    [
        "前 https://a.example/",
        "https://a.example/ 後",
        "https://a.example/\nhttps://b.example/",
        "[https://a.example/](https://a.example/)",
        "<https://a.example/>",
        "**https://a.example/**",
        "- https://a.example/",
        "## https://a.example/",
        "https://blog.example/about/",
    ],
)
def test_other_links_stay_links(source: str) -> None:
    assert cards(source) == []
    assert "example" in render(source, site_hosts=OWN).html


@pytest.mark.parametrize("profile", [Profile.COMMENT, Profile.BIO])
def test_comments_and_bios_have_no_cards(profile: Profile) -> None:
    assert cards("https://a.example/x", profile) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://px.a8.net/svt/ejp?a8mat=x",
        "https://amzn.to/3abc",
        "https://www.amazon.co.jp/dp/4000000000?tag=mine-22",
    ],
)
def test_an_affiliate_link_is_not_fetched_and_keeps_its_rel(url: str) -> None:
    assert cards(url) == cards(f":::embed {url}") == []
    assert 'rel="sponsored nofollow noopener"' in render(url).html


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://intranet/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "https://a.example:8080/",
        "https://user@a.example/",
        "https://a.example@127.0.0.1/",
        "http://[::1%25lo]/",
    ],
)
def test_a_url_that_the_client_would_refuse_is_a_plain_link(url: str) -> None:
    assert cards(url) == cards(f":::embed {url} 題") == []
    assert page_url(url) == ""


@pytest.mark.parametrize("path", ["x" * 2000, "記" * 300])
def test_a_url_that_is_too_long_has_no_normal_form(path: str) -> None:
    assert page_url(f"https://a.example/{path}") == ""


def test_a_url_of_an_own_post_is_another_card() -> None:
    html = render("https://blog.example/posts/x/", site_hosts=OWN).html
    assert [slot.kind for slot in slots_in(html)] == ["card"]


def test_a_footnote_that_is_a_url_stays_a_footnote() -> None:
    html = render("本文[^1]。\n\n[^1]: https://a.example/x").html
    assert "<!--slot" not in html
    assert '<a href="https://a.example/x" rel="noopener">https://a.example/x</a>' in html
    assert "footnote-backref" in html
    own = render("本文[^1]。\n\n[^1]: https://blog.example/posts/x/", site_hosts=OWN).html
    assert "footnote-backref" in own


def test_a_text_has_a_limited_number_of_cards() -> None:
    urls = [f"https://a.example/{number}" for number in range(MAX_CARDS + 2)]
    source = "\n\n".join([*urls, urls[0]])
    assert cards(source) == [*urls[:MAX_CARDS], urls[0]]
    assert f'<a href="{urls[-1]}"' in render(source).html


def test_a_card_is_in_the_text_but_not_in_the_excerpt() -> None:
    document = render("はじめに。\n\nhttps://a.example/x\n\nおわりに。")
    assert document.text == "はじめに。\nhttps://a.example/x\nおわりに。"
    assert document.excerpt == "はじめに。おわりに。"


def test_a_url_of_an_author_cannot_end_the_slot() -> None:
    source = "https://a.example/?x=--&y=-->"
    assert "-->" not in render(source).html.replace("}-->", "")
    assert cards("https://a.example/?x=--") == ["https://a.example/?x=--"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://A.Example:443/x#y", "https://a.example/x"),
        ("https://a.example", "https://a.example/"),
        ("https://日本.example/記事", "https://xn--wgv71a.example/%E8%A8%98%E4%BA%8B"),
        ("https://a.example/%E8%A8%98", "https://a.example/%E8%A8%98"),
    ],
)
def test_urls_of_the_same_page_have_the_same_normal_form(url: str, expected: str) -> None:
    assert page_url(url) == expected
