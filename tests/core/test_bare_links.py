"""Bare URLs become links that end where the sentence goes on: core/markdown/bare_links.py."""

import re
import time

import pytest

from core.markdown import render
from core.markdown.document import Profile


def hrefs(source: str, profile: Profile = Profile.POST) -> list[str]:
    """Return the URLs of the links; a word follows, because a URL alone in a paragraph is a card."""
    return re.findall(r'href="([^"]+)"', render(f"{source}\n語", profile=profile).html)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://example.com/", ["https://example.com/"]),
        ("「https://example.com/）。」", ["https://example.com/"]),
        ("（https://example.com/a）を見て", ["https://example.com/a"]),
        ("https://example.com/を見て", ["https://example.com/"]),
        (
            "https://example.com/、https://example.org/。",
            ["https://example.com/", "https://example.org/"],
        ),
        ("see https://example.com/a.html.", ["https://example.com/a.html"]),
        ("(https://ja.wikipedia.org/wiki/X_(Y))", ["https://ja.wikipedia.org/wiki/X_(Y)"]),
        ("https://example.com/?a=1&b=2#c", ["https://example.com/?a=1&amp;b=2#c"]),
        ("HTTP://EXAMPLE.COM/", ["HTTP://EXAMPLE.COM/"]),
        ("https://example.com/_a_/*b*", ["https://example.com/_a_/*b"]),
        ("『http://localhost:8000/x』", ["http://localhost:8000/x"]),
        (
            "- https://example.com/a\n- https://example.com/b",
            ["https://example.com/a", "https://example.com/b"],
        ),
    ],
)
def test_a_bare_url_is_a_link_that_ends_where_it_ends(source: str, expected: list[str]) -> None:
    assert hrefs(source) == expected
    assert hrefs(source, Profile.COMMENT) == expected


@pytest.mark.parametrize(
    "source",
    [
        "`https://example.com/`",
        "```\nhttps://example.com/\n```",
        "httpsx://example.com/",
        "xhttps://example.com/",
        "https:// example.com",
        "http:",
        "ftp://example.com/ javascript://example.com/",
    ],
)
def test_what_is_no_bare_url_is_no_link(source: str) -> None:
    assert hrefs(source) == []


def test_links_that_are_written_out_stay_as_they_are() -> None:
    assert hrefs("[https://a.example/](https://b.example/)") == ["https://b.example/"]
    assert hrefs("<https://c.example/>") == ["https://c.example/"]
    assert hrefs('<a href="https://d.example/">https://e.example/</a>') == ["https://d.example/"]


def test_in_a_comment_a_link_vouches_for_nothing() -> None:
    html = render("https://example.com/", profile=Profile.COMMENT).html
    assert 'rel="nofollow ugc noopener"' in html


def test_a_paragraph_that_is_the_url_of_an_own_post_is_its_card() -> None:
    document = render("https://blog.example/posts/x/", site_hosts={"blog.example"})
    assert document.html.startswith('<!--slot:card {"url":"/posts/x/"}-->')
    assert document.links == ["/posts/x/"]
    inside = render("これ https://blog.example/posts/x/", site_hosts={"blog.example"})
    assert '<a href="https://blog.example/posts/x/">' in inside.html
    other = render("https://blog.example/about/", site_hosts={"blog.example"})
    assert "<a href=" in other.html


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def cpu(count: int) -> float:
        started = time.process_time()
        render("https://example.com/" + "(" * 20 + "、" + "https://" * count)
        return time.process_time() - started

    cpu(100)
    assert cpu(4_000) < 3 * cpu(2_000) + 0.05
