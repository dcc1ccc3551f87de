"""What a page says about itself, and that no page takes long or breaks the reading."""

import random
import time

import pytest

from core import open_graph
from core.open_graph import Metadata

URL = "https://site.example.com/blog/post?a=1"


def read(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> Metadata:
    content = html.encode() if isinstance(html, str) else html
    return open_graph.read(content, content_type=content_type, url=URL)


def og(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{content}">'


def test_open_graph_comes_first() -> None:
    page = """<!doctype html><html><head><title>表題 | サイト</title>
        <meta name="description" content="説明">
        <meta name="twitter:title" content="Twitterの題">
        <meta name="twitter:description" content="Twitterの説明">
        <meta name="twitter:image" content="/twitter.png">
        <meta property="og:title" content="題">
        <meta property="og:description" content="OGの説明">
        <meta property="og:image" content="https://cdn.example.com/a.png">
        <meta property="og:site_name" content="サイト"></head><body>"""
    assert read(page) == Metadata("題", "OGの説明", "https://cdn.example.com/a.png", "サイト")


def test_twitter_cards_and_html_are_used_where_it_is_missing() -> None:
    twitter = '<meta name="twitter:title" content="題"><meta name="twitter:image" content="/a.png">'
    plain = '<title> 表題\n  です </title><meta name="Description" content="説明">'
    assert read(twitter + plain) == Metadata("題", "説明", "https://site.example.com/a.png", "")
    assert read(plain) == Metadata("表題 です", "説明", "", "")
    assert read(og("title", " ") + plain).title == "表題 です"


@pytest.mark.parametrize("page", ["", "text", "<title>", "<meta>", "\0", "<title></title>"])
def test_a_page_that_says_nothing_is_empty(page: str) -> None:
    assert read(page) == Metadata("", "", "", "")


@pytest.mark.parametrize(
    "tag",
    [
        "<meta property=og:title content=題>",
        "<META PROPERTY='OG:Title' CONTENT='題'>",
        "<meta\n  content = '題'\n  property\t=\n\"og:title\" />",
        "<meta name='og:title' content='題'/>",
        "<meta property=' og:title ' content=' 題 '>",
        "<meta data-a='>' property=og:title content='題'>",
        "<meta data-a=\"it's\" property=og:title content='題'>",
        "<meta property=og:title content='題' it's>",
        "<meta property=og:title content=題 property=og:image content=other>",
        "<svg><title>icon</title></svg><title>題</title>",
        "<TITLE lang=ja>題</TITLE >",
        "<title>題</title><title>other</title>",
        "<!-- <title>other</title> --><title>題</title>",
        "<!--><title>題</title>",
        "<script>'<title>other</title>'</script><title>題</title>",
        "<style>/*<title>other</title>*/</STYLE><title>題</title>",
        "<template><title>other</title></template><title>題</title>",
        "<textarea><title>other</title></textarea><title>題</title>",
        "<metadata content=other property=og:title><title>題</title>",
        "<meta-x content=other property=og:title><title>題</title>",
        "<p <title>題</title>",
        "<meta content=\"a\" b\" name=x><title>題</title>",
    ],
)  # fmt: skip
def test_tags_are_read_as_browsers_read_them(tag: str) -> None:
    assert read(tag).title == "題"


def test_the_first_value_counts() -> None:
    page = og("title", "一") + og("title", "二") + og("image", "/1.png") + og("image", "/2.png")
    assert (read(page).title, read(page).image) == ("一", "https://site.example.com/1.png")


def test_references_are_resolved_once() -> None:
    assert (
        read(og("title", "A &amp; B &#x7db4;&hellip; &amp;lt; &quot;")).title == 'A & B 綴… &lt; "'
    )
    assert read("<title>A &amp; B <b>&lt;i&gt;</title>").title == "A & B <b><i>"


def test_a_text_is_one_line_without_control_characters() -> None:
    assert read(og("title", "a\n\t&#10; b\u202ec\u2066\u200b&#7;&#0;\x1b")).title == "a bc\ufffd"


def test_texts_have_a_limit() -> None:
    page = og("title", "題" * 9_000) + og("description", "説" * 1_999) + og("site_name", "名" * 999)
    assert read(page) == Metadata("", "説" * 299 + "…", "", "名" * 99 + "…")  # that tag is too long
    assert read(f"<title>{'題' * 9_000}</title>").title == ""
    assert read(og("title", "題" * 200)).title == "題" * 200
    assert read(og("title", "題" * 201)).title == "題" * 199 + "…"


@pytest.mark.parametrize(
    ("base", "value", "expected"),
    [
        ("", "a.png", "https://site.example.com/blog/a.png"),
        ("", "/a.png?b=1&amp;c=2", "https://site.example.com/a.png?b=1&c=2"),
        ("", "//cdn.example.com/a.png", "https://cdn.example.com/a.png"),
        ("", "http://cdn.example.com/綴 る.png#x", "http://cdn.example.com/%E7%B6%B4%20%E3%82%8B.png"),
        ("", " /a.png ", "https://site.example.com/a.png"),
        ("<base href='/x/'>", "a.png", "https://site.example.com/x/a.png"),
        ("<base target=_top><base href='//b.example.com/'><base href='/c/'>", "a", "https://b.example.com/a"),
        ("<base href='javascript:x'><base href='/c/'>", "a", "https://site.example.com/blog/a"),
        ("<base href='http://[::1'>", "a", "https://site.example.com/blog/a"),
        ("", "", ""),
        ("", "javascript:alert(1)", ""),
        ("", "data:image/png;base64,AAAA", ""),
        ("", "file:///etc/passwd", ""),
        ("", "http://user@cdn.example.com/a.png", ""),
        ("", "http://cdn.example.com:22/a.png", ""),
        ("", "http://localhost/a.png", ""),
        ("", "http://[::1", ""),
        ("", "https:\\\\cdn.example.com/a.png", ""),
        ("", "/" + "a" * 1_990, ""),
    ],
)  # fmt: skip
def test_the_image_is_an_absolute_url(base: str, value: str, expected: str) -> None:
    assert read(base + og("image", value)).image == expected


def test_an_image_that_cannot_be_used_is_passed_over() -> None:
    page = og("image", "data:,") + '<meta name="twitter:image" content="/a.png">'
    assert read(page).image == "https://site.example.com/a.png"


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso2022_jp", "utf-8"])
def test_old_japanese_encodings_are_read(codec: str) -> None:
    page = f"<title>日本語のページ</title>{og('description', 'ソース表を予約する能力。')}"
    found = read(page.encode(codec), "text/html")
    assert (found.title, found.description) == ("日本語のページ", "ソース表を予約する能力。")


def test_only_the_first_512_kb_count() -> None:
    comment = "<!--" + "x" * 524_288 + "-->"
    assert read(comment + og("title", "題")).title == ""
    assert read("<p>" * 150_000 + og("title", "題")).title == "題"


PIECES = [
    *("<", "<!", "<!--", "<!-->", "<![", "<?", "</", "<a", "<a ", "&", "&#", "&#1", "&lt", "\x1b$B"),
    *("<meta", "<meta ", "<meta>", "<meta =", "<meta a='", '<meta a="b', "<meta a b c>", "<meta/"),
    *("<title", "<title>", "</title>", "<script", "<svg>", "<style><!--", "<base ", "\x00", "\x1b$"),
    *("<base href=a>", ">", '"', "'", "=", "='", '="', "= ", "a=", "/", " ", "\t", "あ", "\x8f"),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_no_shape_of_a_page_takes_long(piece: str) -> None:
    many = piece * 9_000
    pages = [
        (piece * 524_288)[:524_288],
        f"<meta {many[:8_100]}>" * 70,
        f"<meta property=og:title content={many[:8_100]}>" * 70,
        f'<meta a="{many[:8_100]}">' * 70,
        f"<title>{many[:8_100]}</title>" * 70,
        f"<meta {many[:1_700]}>" * 300,
    ]
    for page in pages:
        started = time.process_time()
        read(page, "text/html")
        assert time.process_time() - started < 2


@pytest.mark.parametrize("number", ["&#" + "9" * 5_000 + ";", "&#x" + "f" * 5_000, "&#xd800;"])
def test_numbers_of_no_character_are_replaced(number: str) -> None:
    assert read(og("title", number) + f"<title>{number}</title>").title == "\ufffd"
    assert read(f"<title>{number}</title>").title == "\ufffd"


def test_no_page_raises_an_error() -> None:
    chance = random.Random(13)
    pieces = [
        *PIECES,
        og("title", "a"),
        og("image", "//["),
        "http://",
        "content=",
        "property=og:image",
    ]
    for _ in range(1_000):
        page = "".join(chance.choices(pieces, k=chance.randrange(40)))
        assert isinstance(read(page), Metadata)
