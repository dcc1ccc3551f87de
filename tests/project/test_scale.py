"""A large blog: every page has as many queries and bytes as on a small one."""

import re
from copy import copy
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.crowd import comment_on
from blog.models import Post, PostAuthor
from blog.seo import sitemaps
from comments.enums import State
from comments.models import Comment
from tests.factories import make_author, make_category, make_tag, published_post

FEW = 150  # more than one page of any list
START = datetime(2025, 3, 1, 3, tzinfo=UTC)  # a minute per post: 20,000 fit into a month
DISCUSSED = "p00010"  # the post that all comments are on
PATHS = [
    "/",
    "/?page=2",
    "/categories/essays/",
    "/tags/note/",
    "/authors/hajime/",
    "/archive/2025/3/",
    "/search/?q=本文",
    "/search/?q=0001+本文",
    "/posts/p00010/",
    "/comments/on/blog.post/{post}/",
    "/sitemap.xml",
    "/sitemap-posts-1.xml",
    *(
        f"{of}feed/{kind}"
        for of in ("/", "/tags/note/")
        for kind in ("", "atom/", "json/", "guide/")
    ),
    "/comments/feed/",
    "/comments/feed/blog.post/{post}/",
    "/admin/blog/post/",
    "/admin/blog/post/?q=本文",
    "/admin/blog/post/{post}/change/",
    "/admin/comments/queue/",
    "/admin/comments/queue/?state=approved",
    "/admin/comments/queue/?q=感想",
    "/admin/comments/queue/?q=どこにもない",
]
GROWS = {"/sitemap.xml"}  # an index of files: a line per file
LONGER = 1_000  # bytes: links to more pages


@pytest.mark.django_db
@pytest.mark.parametrize("many", [400, pytest.param(20_000, marks=pytest.mark.long)])
def test_no_page_costs_more_when_the_blog_has_grown(
    many: int, administrator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MAX_URLS", 100)
    monkeypatch.setattr(sitemaps.SitemapSection, "limit", 100)
    first = first_post()
    grow(first, 1, FEW)
    small = {path: cost(administrator_client, path) for path in PATHS}
    grow(first, FEW, many)
    large = {path: cost(administrator_client, path) for path in PATHS}
    assert Post.objects.published().count() == many
    assert Comment.objects.approved().count() == Comment.objects.public().count() == many - 1
    assert {path: queries for path, (queries, _size) in large.items()} == {
        path: queries for path, (queries, _size) in small.items()
    }
    longer = {path: large[path][1] - small[path][1] for path in PATHS if path not in GROWS}
    assert {path: size for path, size in longer.items() if abs(size) > LONGER} == {}


def cost(client: Client, path: str) -> tuple[int, int]:
    """Return the number of queries and of bytes of a page that was requested before.

    A number counts as one byte: keys of a grown blog have more digits. CSRF tokens are left out, because
    they have random ones, and one for each form.
    """
    address = path.format(post=Post.objects.get(slug=DISCUSSED).pk)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    content = re.sub(rb'value="\w{64}"', b"", response.content)
    return len(queries), len(re.sub(rb"[0-9]+", b"0", content))


def first_post() -> Post:
    """The template of all other posts, with everything that a list shows."""
    return published_post(
        slug="p00000",
        title="記事00000の題名",
        published_at=START,
        category=make_category(slug="essays"),
        tags=[make_tag(slug="note")],
        authors=[make_author(slug="hajime")],
    )


def grow(first: Post, start: int, stop: int) -> None:
    """Add the posts of these numbers, and for each a held and an approved comment."""
    posts = Post.objects.bulk_create(numbered(first, number) for number in range(start, stop))
    author, tag = first.authors.get(), first.tags.get()
    PostAuthor.objects.bulk_create(PostAuthor(post=post, author=author) for post in posts)
    on_tag = Post.tags.through
    on_tag.objects.bulk_create(on_tag(post=post, tag=tag) for post in posts)
    discussed = Post.objects.get(slug=DISCUSSED)
    for state in (State.APPROVED, State.HELD):
        comment_on(discussed, stop - start, state=state)


def numbered(first: Post, number: int) -> Post:
    """Return a copy of the first post with a number, each a minute newer."""
    post = copy(first)
    post.pk, post.slug = None, f"p{number:05}"
    post.title = post.title_html = f"記事{number:05}の題名"
    post.published_at = post.first_published_at = START + timedelta(minutes=number)
    return post
