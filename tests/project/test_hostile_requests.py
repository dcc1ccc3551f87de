"""Hostile requests never cause a server error: every response is a page that names the problem.

The client raises what a view does not catch, so an exception fails the test by itself.
"""

from urllib.parse import urlencode

import pytest
from django.test import Client

from comments.models import Comment
from tests.factories import (
    approved_comment,
    make_category,
    make_series,
    make_tag,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

LONG = "あ" * 20_000
# Values of a parameter, percent-encoded as they travel.
VALUES = [
    "",
    "-1",
    "0",
    "1.5",
    "99999999999999",  # more than 32 bits
    "99999999999999999999",  # more than 64
    "9" * 5_000,
    "NaN",
    "Infinity",
    "last",
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "%E3%81",
    "%F0%9F",
    "%C0%80",
    "%zz",
    "%",
    "%0D%0ASet-Cookie:%20a=1",
    "%D9%A1",
    "%EF%BC%91",
    "%C2%B2",
    "%E2%80%AE",
    "%27%20OR%201=1--",
    "%25%5F%5C",
    "{{7*7}}",
    "..%2F..%2Fetc%2Fpasswd",
    "<script>alert(1)</script>",
]
PARAMETERS = (
    "page",
    "q",
    "post",
    "instance",
    "reply_to",
    "token",
    "fragment",
    "next",
    "p",
    "sitemap",
)
PATHS = [
    "/%00/",
    "/posts/%00/",
    "/posts/a%00b/",
    "/posts/%FF/",
    "/posts/%ED%A0%80/",
    "/categories/%00/",
    "/categories/a/%00/b/",
    "/categories///",
    "/tags/%E3%81/",
    "/series/%C0%AE%C0%AE/",
    "/authors/..%2F..%2Fetc%2Fpasswd/",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/media/%00",
    "/media/../db.sqlite3",
    "/media/%2e%2e/db.sqlite3",
    "/media/aa/%FF.webp",
    "/static/%00",
    "/static/%FF",
    "/static/../manage.py",
    "/static/css/" + "a" * 5_000,
    "/share/%00/",
    "/share/mastodon/?post=%00&instance=%00",
    "/share/misskey/?post=%FF&instance=" + "a." * 3_000,
    "/archive/0/0/",
    "/archive/2026/13/",
    "/archive/9999/12/",
    "/archive/1/1/",
    "/archive/10000/1/",
    "/archive/99999999999999999999/1/",
    "/archive/2026/99999999999999999999/",
    "/archive/" + "9" * 5_000 + "/1/",
    "/sitemap-posts-0.xml",
    "/sitemap-posts-99999999999999999999.xml",
    "/sitemap-%00-1.xml",
    "/comments/99999999999999999999/",
    "/comments/" + "9" * 5_000 + "/",
    "/comments/thread/99999999999999999999/",
    "/comments/99999999999999/",
    "/comments/thread/99999999999999/",
    "/comments/on/blog.post/99999999999999999999/",
    "/comments/on/%00/1/",
    "/comments/on/auth.user/1/",
    "/comments/form/blog.post/99999999999999999999/",
    "/comments/form/%FF/1/",
    "/comments/feed/blog.post/99999999999999999999/",
    "/comments/feed/%00/1/",
    "/comments/posted/?token=%00",
    "/comments/posted/?token=a:b:c",
    "/comments/decide/%00/",
    "/comments/decide/a:b:c/",
    "/comments/replies/confirm/%00/",
    "/comments/replies/confirm/a:b:c/",
    "/comments/replies/stop/%00/",
    "/comments/replies/stop/" + "a" * 5_000 + "/",
    "/comments/replies/stop-all/%00/",
    "/comments/replies/stop-all/%F0%9F%98%80/",
    "/account/password/reset/key/%00-%00/",
    "/account/password/reset/key/zzzzzzzzzzzzzzzzzzzzz-abc/",
    "/account/password/reset/key/1-%FF/",
    "/account/login/?next=%00",
    "/account/login/?next=%FF",
    "/admin/%00/",
    "/admin/blog/post/%00/change/",
    "/admin/login/?next=%00",
    "/" + "a" * 9_000 + "/",
    "/" + "%E3%81%82" * 3_000 + "/",
    "/posts/" + "a" * 9_000 + "/",
    "/posts/" + "%E3%81%82" * 3_000 + "/",
    "/tags/" + "%CC%80" * 3_000 + "/",
    "/categories/" + "a/" * 3_000,
    "/posts/%F0%9F%98%80/",
    "/posts/%E2%80%AE/",
    "/posts/%0D%0ASet-Cookie:%20a=1/",
    "//evil.example/",
    "/%5Cevil.example/",
    "/%2F%2Fevil.example",
]
# URLs that read no parameter.
UNASKED = ("/static/", "/manifest", "/robots", "/healthz", "/readyz", "/series/", "/authors/")
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "A" * 3_000)
HEADERS = [
    {"Accept-Language": "," * 10_000},
    {"Accept-Language": "ja;q=NaN, \x00, en;q=" + "9" * 5_000},
    {"Accept-Encoding": "gzip;q=x, " * 1_000},
    {"User-Agent": "\xff\x00" * 5_000},
    {"Referer": "\xff" + "a" * 10_000},
    {"Cookie": "sessionid=\x00; csrftoken=\xff; " + "a=b; " * 3_000},
    {"Cookie": "sessionid=" + "a" * 10_000},
    {"Cookie": "sessionid=a\x00b"},
    {"Cookie": "django_language=\x00../../etc/passwd"},
    {"If-None-Match": '"' * 9_999},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"If-Modified-Since": "9" * 5_000},
    {"Range": "bytes=99999999999-1,-5,NaN"},
    {"X-Forwarded-For": "\x00, " + "9" * 5_000},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "javascript"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "text/html; charset=nonsense"},
    {"Content-Length": "NaN"},
]


@pytest.fixture
def addresses(author) -> list[str]:
    """Return one URL of every kind of public page and of every feed."""
    category, tag, series = make_category(), make_tag(), make_series()
    post = published_post(
        slug="visible", authors=[author], category=category, tags=[tag], series=series
    )
    page = published_page(slug="about")
    comment = approved_comment(post)
    month = f"/archive/{post.published_at:%Y/%m}/"
    subjects = [thing.get_absolute_url() for thing in (category, tag, series, author)]
    feeds = [f"{at}feed/{kind}" for at in ("/", *subjects) for kind in ("", "atom/", "json/")]
    on = f"blog.post/{post.pk}/"
    return [
        "/",
        post.get_absolute_url(),
        page.get_absolute_url(),
        *subjects,
        month,
        *feeds,
        "/feed/guide/",
        "/sitemap.xml",
        "/sitemap-posts-1.xml",
        "/robots.txt",
        "/manifest.webmanifest",
        "/healthz",
        "/readyz",
        "/search/",
        "/share/mastodon/?post=visible",
        "/comments/feed/",
        f"/comments/feed/{on}",
        f"/comments/on/{on}",
        f"/comments/form/{on}",
        f"/comments/thread/{comment.pk}/",
        f"/comments/{comment.pk}/",
        "/comments/posted/",
        "/account/login/",
        "/account/password/reset/",
        "/static/css/tokens.css",
        "/nowhere/",
    ]


def ask(address: str, method: str = "GET", headers: dict[str, str] | None = None) -> int:
    """Send a request with path and query unchanged; return the status."""
    path, _mark, query = address.partition("?")
    extra = {"QUERY_STRING": query}
    for name, value in (headers or {}).items():
        key = name.upper().replace("-", "_")
        extra[key if key.startswith("CONTENT_") else f"HTTP_{key}"] = value
    response = Client().generic(method, path, **extra)
    response.getvalue()  # to its end, so that a file is closed
    assert response.status_code < 500, (method, address[:200], headers)
    return response.status_code


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:20])
def test_no_parameter_breaks_a_public_page(addresses, value):
    every = "&".join(f"{name}={value}" for name in PARAMETERS)
    for address in addresses:
        if not address.startswith(UNASKED):
            ask(f"{address.partition('?')[0]}?{every}")


def test_a_very_long_question_is_answered(addresses):
    for path in ("/search/", "/share/mastodon/", "/", "/comments/posted/"):
        for name in PARAMETERS:
            ask(f"{path}?" + urlencode({name: LONG, "post": "visible"}))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:60])
def test_no_path_breaks_the_site(addresses, path):
    assert ask(path) in {200, 301, 302, 400, 404}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method[:10])
def test_pages_for_reading_refuse_to_be_written_to(addresses, method):
    writable = ("/comments/form/", "/contact/", "/account/")
    for address in addresses:
        status = ask(address, method)
        if not address.startswith((*writable, "/static/")):
            allowed = {200, 404, 405} if method == "OPTIONS" else {404, 405}
            assert status in allowed, (method, address)


def test_head_is_answered_as_get_is(addresses):
    for address in addresses:
        assert ask(address, "HEAD") == ask(address), address


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: "".join(headers))
def test_no_header_breaks_a_public_page(addresses, headers):
    for address in addresses:
        if "/feed/" not in address:
            ask(address, headers=headers)


# The form for comments
@pytest.fixture
def form_address(db) -> str:
    """Where comments on a post are sent."""
    return f"/comments/form/blog.post/{published_post().pk}/"


@pytest.mark.parametrize("hostile", ["\x00", "a\x00b", "\ud800", "\x1b[0m", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["name", "email", "comment", "reply_to", "timestamp", "honeypot"])
def test_characters_that_no_text_has_are_refused_with_a_page(form_address, field, hostile):
    text = hostile.encode("utf-8", "surrogatepass")
    body = b"post=1&" + field.encode() + b"=" + b"".join(b"%%%02X" % byte for byte in text)
    response = Client().post(form_address, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "</html>" in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("field", ["name", "email", "comment"])
def test_a_body_that_is_too_large_is_refused_with_a_page(form_address, field):
    response = Client().post(form_address, {field: "a" * 10_000_000})
    assert response.status_code in {400, 413, 422}
    assert "</html>" in response.content.decode()


def test_a_form_of_too_many_fields_is_refused_with_a_page(form_address):
    body = urlencode({f"field{number}": "1" for number in range(100_000)})
    kinds = "application/x-www-form-urlencoded"
    response = Client().post(form_address, body, content_type=kinds)
    assert response.status_code == 400
    assert "</html>" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("multipart/form-data; boundary=" + "x" * 300, b""),
        ("multipart/form-data", b"\x00"),
        ("application/json", b"[" * 100_000),
        ("application/x-www-form-urlencoded; charset=utf-7", b"comment=+AGE-"),
        ("application/x-www-form-urlencoded", b"%FF=%FF&comment=%FF%00"),
    ],
    ids=str,
)
def test_a_form_that_is_none_posts_nothing_and_gets_a_page(form_address, kind, body):
    response = Client().generic("POST", form_address, body, content_type=kind)
    assert 200 <= response.status_code < 500  # without the button it is a preview
    assert "</html>" in response.content.decode()
    assert not Comment.objects.exists()
