"""Share links and the form for an instance: blog/sharing.py, blog/views/sharing.py."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from lxml import html as lxml_html

from blog import sharing
from blog.models import BlogSettings
from blog.models.settings import default_share_targets
from blog.sharing import SERVICES, Shared, clean_host
from tests.factories import draft_post, make_image, private_post, published_post, trashed_post

HARD = "【猫&犬】「#1」 100%+α? 'q' \"d\" 🐈‍⬛ \\ /"
URL = "https://blog.example.jp/posts/%E7%8C%AB/"
SHARED = Shared(HARD, URL, "猫", "https://blog.example.jp/media/cat.webp")


def parameters(link: str) -> dict[str, str]:
    """The parameters of `link` as a server reads them."""
    query = urlsplit(link).query
    return {name: values[0] for name, values in parse_qs(query, strict_parsing=True).items()}


# The links
@pytest.mark.parametrize(
    ("name", "base", "expected"),
    [
        ("x", "https://x.com/intent/post", {"text": HARD, "url": URL}),
        ("facebook", "https://www.facebook.com/sharer/sharer.php", {"u": URL}),
        ("hatena", "https://b.hatena.ne.jp/add", {"mode": "confirm", "url": URL, "title": HARD}),
        ("line", "https://social-plugins.line.me/lineit/share", {"url": URL, "text": HARD}),
        ("bluesky", "https://bsky.app/intent/compose", {"text": f"{HARD} {URL}"}),
        ("threads", "https://www.threads.com/intent/post", {"text": HARD, "url": URL}),
        (
            "pinterest",
            "https://www.pinterest.com/pin/create/button/",
            {"url": URL, "media": SHARED.picture, "description": HARD},
        ),
        ("linkedin", "https://www.linkedin.com/sharing/share-offsite/", {"url": URL}),
        ("mail", "mailto:", {"subject": HARD, "body": f"{HARD}\r\n{URL}"}),
    ],
)
def test_each_service_reads_back_what_is_shared(name, base, expected):
    link = SERVICES[name].link(SHARED)
    assert link.startswith(f"{base}?")
    assert link.isascii()
    assert parameters(link) == expected


def test_every_service_with_a_link_is_tested_above():
    linked = {name for name, service in SERVICES.items() if service.link}
    assert linked == {
        "x", "facebook", "hatena", "line", "bluesky", "threads", "pinterest", "linkedin", "mail",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name, service in SERVICES.items() if service.link])
def test_spaces_and_plus_signs_cannot_be_confused(name):
    assert "+" not in SERVICES[name].link(SHARED)


def test_mastodon_and_misskey_read_back_what_is_shared():
    mastodon = sharing.instance_link(SERVICES["mastodon"], "mstdn.example", SHARED)
    misskey = sharing.instance_link(SERVICES["misskey"], "misskey.example", SHARED)
    assert urlsplit(mastodon)[:3] == ("https", "mstdn.example", "/share")
    assert urlsplit(misskey)[:3] == ("https", "misskey.example", "/share")
    assert parameters(mastodon) == {"text": f"{HARD} {URL}"}
    assert parameters(misskey) == {"text": HARD, "url": URL}


@pytest.mark.parametrize(
    ("title", "markdown"),
    [
        ("猫の話", "[猫の話](u)"),
        ("[PR] a*b_c`d`", r"[\[PR\] a\*b\_c\`d\`](u)"),
        ("a\\]b", r"[a\\\]b](u)"),
        ("<b>", r"[\<b\>](u)"),
        ("A &amp; B", r"[A \&amp; B](u)"),
        ("&#38; &#x26; &copy;", r"[\&#38; \&#x26; \&copy;](u)"),
        ("猫&犬 R&D; A & B;", r"[猫&犬 R\&D; A & B;](u)"),
    ],
)
def test_a_markdown_link_keeps_its_title(title, markdown):
    assert Shared(title, "u").markdown == markdown


# Lengths
def weight(text: str) -> int:
    """What X counts `text` as, said without the product's code."""
    return sum(1 if ord(c) < 0x1100 or 0x2010 <= ord(c) <= 0x201F else 2 for c in text)


@pytest.mark.parametrize(
    ("title", "shared"),
    [
        ("猫" * 128, "猫" * 128),
        ("猫" * 129, "猫" * 127 + "…"),
        ("a" * 256, "a" * 256),
        ("a" * 257, "a" * 254 + "…"),
        ("a" + "猫" * 128, "a" + "猫" * 126 + "…"),
        ("é“”" * 85 + "x", "é“”" * 85 + "x"),
        ("猫" * 126 + "👨\u200d👩\u200d👧" + "猫", "猫" * 126 + "…"),
        ("猫" * 126 + "🇯🇵🇫🇷", "猫" * 126 + "…"),
        ("猫" * 125 + "🇯🇵🇫🇷", "猫" * 125 + "🇯🇵…"),
        ("猫" * 126 + "か\u3099" + "猫", "猫" * 126 + "…"),
    ],
)
def test_a_title_is_shortened_to_what_a_post_on_x_holds(title, shared):
    text = parameters(SERVICES["x"].link(Shared(title, URL)))["text"]
    assert text == shared
    assert weight(text) + 1 + 23 <= 280


def test_a_post_on_bluesky_holds_the_title_and_the_address():
    text = parameters(SERVICES["bluesky"].link(Shared("猫" * 300, URL)))["text"]
    assert text == f"{'猫' * (300 - len(URL) - 2)}… {URL}"
    assert len(text) == 300
    long = f"https://blog.example.jp/posts/{'%E7%8C%AB' * 40}/"
    assert parameters(SERVICES["bluesky"].link(Shared("猫", long)))["text"] == long


def test_an_address_on_mastodon_counts_as_23_characters():
    link = sharing.instance_link(SERVICES["mastodon"], "mstdn.example", Shared("猫" * 600, URL))
    assert parameters(link)["text"] == f"{'猫' * 475}… {URL}"


# Which services
def offered(site: BlogSettings, shared: Shared = SHARED) -> list[str]:
    return [target.service.name for target in sharing.targets(shared, site)]


def test_a_site_offers_its_services_in_its_order():
    assert offered(BlogSettings(share_targets=["mail", "x", "copy"])) == ["mail", "x", "copy"]
    assert offered(BlogSettings()) == default_share_targets()
    assert offered(BlogSettings(share_targets=[])) == []


def test_unknown_and_repeated_services_are_left_out():
    assert offered(BlogSettings(share_targets=["x", "myspace", "x"])) == ["x"]


def test_pinterest_needs_a_picture():
    site = BlogSettings(share_targets=["pinterest", "x"])
    assert offered(site) == ["pinterest", "x"]
    assert offered(site, Shared("t", "u")) == ["x"]


# Host names
@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.social", "mastodon.social"),
        ("  MSTDN.jp ", "mstdn.jp"),
        ("https://mstdn.jp/", "mstdn.jp"),
        ("ｍｓｔｄｎ．ｊｐ", "mstdn.jp"),
        ("mstdn。jp", "mstdn.jp"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("a-b.c1.example", "a-b.c1.example"),
        ("mstdn.jp.", "mstdn.jp"),
        ("@me@mstdn.jp", "mstdn.jp"),
        ("me@mstdn.jp", "mstdn.jp"),
        ("＠ｍｅ＠ｍｓｔｄｎ．ｊｐ", "mstdn.jp"),
        ("@first.last@pixel.example", "pixel.example"),
        ("acct:me@mstdn.jp", "mstdn.jp"),
        ("https://mstdn.jp/@me", "mstdn.jp"),
        ("https://mstdn.jp/@me@other.example/1?x#y", "mstdn.jp"),
        ("HTTP://mstdn.jp", "mstdn.jp"),
        ("mstdn.jp/@me", "mstdn.jp"),
        ("mstdn.jp?x=1", "mstdn.jp"),
        ("https://例え.テスト/@私", "xn--r8jz45g.xn--zckzah"),
        (f"{'a' * 63}.example", f"{'a' * 63}.example"),
    ],
)
def test_a_server_may_be_typed_as(typed, host):
    assert clean_host(typed) == host


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "localhost",
        "mastodon",
        "127.0.0.1",
        "0x7f.1",
        "1.2.3.0x4",
        "2130706433",
        "[::1]",
        "::1",
        "mstdn.jp:8080",
        "user:pass@mstdn.jp",
        "https://user@mstdn.jp/",
        "https://mstdn.jp@evil.example/",
        "@a@b@evil.example",
        "@@mstdn.jp",
        "@mstdn.jp",
        "me@mstdn.jp/share",
        "https://mstdn.jp:8080/@me",
        "ftp://mstdn.jp",
        "https://",
        "https://[mstdn.jp",
        "mstdn.jp@evil.example",
        "mstdn.jp\\@evil.example",
        "https://mstdn.jp\\@evil.example",
        "javascript:alert(1)",
        "//mstdn.jp",
        "-a.example",
        "a-.example",
        "a..example",
        ".example",
        "a_b.example",
        "a b.example",
        "a.example\r\nx",
        "a.example\x00",
        "a.e",
        f"{'a' * 64}.example",
        ".".join(["a" * 60] * 5) + ".example",
        "あ" * 500 + ".example",
        '"><script>alert(1)</script>.example',
    ],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_host(typed)


# The page
@pytest.fixture
def ask(client, db) -> Callable[..., lxml_html.HtmlElement]:
    """Open the page of a service for the post `猫` and return its tree."""
    post = published_post(slug="猫", title=HARD)

    def open_page(service: str = "mastodon", **query: str) -> lxml_html.HtmlElement:
        response = client.get(f"/share/{service}/", {"post": post.slug, **query})
        assert response.status_code == 200
        assert not response.cookies
        assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=300"}
        return lxml_html.fromstring(response.content)

    return open_page


def links_away(tree: lxml_html.HtmlElement) -> list[str]:
    return [link for link in tree.xpath("//main//a/@href") if not link.startswith("/")]


def test_the_page_asks_for_a_server(ask):
    tree = ask()
    (form,) = tree.xpath("//main//form")
    assert (form.method, dict(form.fields)) == ("GET", {"post": "猫", "instance": ""})
    assert links_away(tree) == []


@pytest.mark.parametrize("service", ["mastodon", "misskey"])
def test_the_page_shows_the_finished_link_and_does_not_redirect(ask, service):
    (link,) = links_away(ask(service, instance="https://server.example/"))
    assert link.startswith("https://server.example/share?text=")
    assert HARD in parameters(link)["text"]


def test_the_page_shows_the_error_and_the_submitted_value(ask):
    evil = '"><script>alert(1)</script>'
    tree = ask(instance=evil)
    (field,) = tree.xpath("//input[@name='instance']")
    assert field.value == evil
    assert field.get("aria-invalid") == "true"
    assert tree.get_element_by_id("instance-error").text_content()
    assert links_away(tree) == []
    assert not [script for script in tree.iter("script") if script.text]


def test_only_services_with_many_servers_have_a_page(client, db):
    post = published_post()
    for service in ("x", "copy", "nonsense"):
        assert client.get(f"/share/{service}/", {"post": post.slug}).status_code == 404


@pytest.mark.parametrize("make", [draft_post, private_post, trashed_post])
def test_a_post_that_is_not_public_cannot_be_shared(client, db, make):
    post = make(title="秘密の題名")
    response = client.get("/share/mastodon/", {"post": post.slug, "instance": "mstdn.jp"})
    assert response.status_code == 404
    assert "秘密" not in response.content.decode()


def test_the_page_needs_a_post(client, db):
    assert client.get("/share/mastodon/").status_code == 404


def test_the_page_takes_no_other_method(client, db):
    assert client.post("/share/mastodon/").status_code == 405


# On the post
def test_a_post_offers_plain_links_that_open_nothing_by_themselves(client, db):
    post = published_post(title=HARD, cover=make_image())
    tree = lxml_html.fromstring(client.get(post.get_absolute_url()).content)
    links = tree.xpath("//section[contains(@class, 'share')]//a[contains(@class, 'share-item')]")
    assert {link.get("rel") for link in links} == {"noopener nofollow"}
    assert {link.get("target") for link in links} == {None}
    assert [urlsplit(link.get("href")).netloc for link in links] == [
        "x.com",
        "www.facebook.com",
        "b.hatena.ne.jp",
        "social-plugins.line.me",
        "bsky.app",
        "www.threads.com",
        "",
        "",
        "",
    ]
    assert (
        tree.get_element_by_id("share-url").value == f"http://testserver{post.get_absolute_url()}"
    )


def test_a_site_without_share_targets_shows_no_share_box(client, db):
    BlogSettings(share_targets=[]).save()
    post = published_post()
    assert 'class="share"' not in client.get(post.get_absolute_url()).content.decode()


def test_a_service_that_takes_pictures_gets_a_jpeg(db):
    preview = {"name": "aa/preview.jpg", "width": 1200, "height": 900}
    post = published_post(cover=make_image(preview=preview))
    assert Shared.from_post(post).picture == "http://testserver/media/aa/preview.jpg"
