"""Hidden comments are visible to moderators only, at every URL; the input of readers is never executed."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

from blog import publishing
from blog.models import Author, Post
from comments import moderation
from comments.models import Comment, CommentPolicy
from tests.comments.conftest import form_url
from tests.factories import (
    approved_comment,
    held_comment,
    published_post,
    rejected_comment,
    removed_comment,
    spam_comment,
)

pytestmark = pytest.mark.django_db

HIDDEN = {
    "held": held_comment,
    "rejected": rejected_comment,
    "spam": spam_comment,
    "removed": removed_comment,
}


def addresses(post: Post, comment: Comment) -> list[str]:
    """Every address where a comment on `post` could be seen."""
    return [
        "/",
        post.get_absolute_url(),
        f"{post.get_absolute_url()}?comments=2",
        "/feed/",
        "/feed/atom/",
        "/feed/json/",
        "/sitemap.xml",
        "/search/?q=MARKER",
        "/comments/feed/",
        f"/comments/feed/blog.post/{post.pk}/",
        f"/comments/on/blog.post/{post.pk}/",
        f"/comments/{comment.pk}/",
        f"/comments/thread/{comment.pk}/",
        f"/comments/thread/{comment.root}/",
        form_url(post),
        f"{form_url(post)}?reply_to={comment.pk}",
        f"{form_url(post)}?reply_to={comment.pk}&fragment=1",
        "/comments/posted/",
        "/admin/comments/queue/",
        f"/admin/comments/queue/?comment={comment.pk}",
        "/admin/comments/queue/?state=spam",
        "/admin/comments/comment/",
        f"/admin/comments/comment/{comment.pk}/change/",
    ]


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("under_a_public_parent", [False, True])
def test_hidden_comments_reach_no_reader_and_no_other_author(
    stranger: Client,
    reader_client: Client,
    other_author_client: Client,
    post: Post,
    author: Author,
    state: str,
    under_a_public_parent: bool,
) -> None:
    post.authors.add(author)
    parent = approved_comment(post) if under_a_public_parent else None
    comment = HIDDEN[state](post, text="MARKER in the text", name="MARKER by name", parent=parent)
    post.refresh_from_db()
    assert post.comment_count == int(under_a_public_parent)
    for client in (stranger, reader_client, other_author_client):
        for address in addresses(post, comment):
            body = client.get(address, follow=True).content.decode()
            assert "MARKER in" not in body, address
            assert "MARKER by" not in body, address


@pytest.mark.parametrize("role", ["moderator_client", "editor_client", "author_client"])
def test_those_who_decide_see_hidden_comments(
    request: pytest.FixtureRequest, post: Post, author: Author, role: str
) -> None:
    post.authors.add(author)
    comment = held_comment(post, text="MARKER")
    client = request.getfixturevalue(role)
    assert "MARKER" in client.get("/admin/comments/queue/").content.decode()
    assert "MARKER" in client.get(f"/admin/comments/queue/?comment={comment.pk}").content.decode()


@pytest.mark.parametrize("hide", [publishing.unpublish, publishing.trash])
def test_with_their_post_public_comments_vanish_everywhere(
    stranger: Client, post: Post, hide: Callable[[Post], None]
) -> None:
    comment = approved_comment(post, text="MARKER in the text", name="MARKER by name")
    seen = [
        address for address in addresses(post, comment) if "MARKER in" in _text(stranger, address)
    ]
    assert len(seen) >= 7
    hide(post)
    assert [
        address for address in addresses(post, comment) if "MARKER in" in _text(stranger, address)
    ] == []


def _text(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("verb", ["approve", "reject", "spam", "delete", "undo", "reply"])
@pytest.mark.parametrize("role", ["stranger", "reader_client", "other_author_client"])
def test_users_without_permission_cannot_decide(
    request: pytest.FixtureRequest, post: Post, author: Author, verb: str, role: str
) -> None:
    post.authors.add(author)
    comment = held_comment(post)
    before = Comment.objects.count()
    answer = request.getfixturevalue(role).post(
        f"/admin/comments/queue/{comment.pk}/{verb}/", {"text": "勝手な返信"}
    )
    assert answer.status_code in (302, 403, 404)
    assert (Comment.objects.get(pk=comment.pk).state, Comment.objects.count()) == ("held", before)


VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    '![x](x"onerror="alert(1))',
    '<a href="java\nscript:alert(1)">x</a>',
    "<javascript:alert(1)>",
    '```"><script>alert(1)</script>\nx\n```',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{ 7*7 }}{% debug %}",
    "<style>*{display:none}</style>",
    "<form action=//evil.example><input name=password>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<base href=//evil.example>",
]
FORBIDDEN_TAGS = {"base", "embed", "iframe", "math", "object", "style"}
FORBIDDEN_ADDRESS = re.compile(r"\s*(?:javascript:|data:text|vbscript:|//evil)", re.IGNORECASE)


class Active(HTMLParser):
    """Collects what a browser would run or obey, of which no page of ours has any."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_data = "json" in values.get("type", "")
        runs = tag == "script" and not is_data and not re.match(r"/\w", values.get("src", ""))
        handlers = [name for name in values if name.startswith("on")]
        leads_astray = [
            name
            for name in ("href", "src", "action", "formaction", "srcdoc")
            if FORBIDDEN_ADDRESS.match(values.get(name, ""))
        ]
        if runs or tag in FORBIDDEN_TAGS or handlers or leads_astray:
            self.found.append(self.get_starttag_text() or tag)


def test_the_collector_of_active_things_finds_each_kind() -> None:
    kinds = [
        "<script>x</script>",
        "<script src=//evil/></script>",
        "<p onclick=x>",
        "<a href=' JavaScript:x'>",
        "<base href=x>",
    ]
    assert [len(Active(kind).found) for kind in kinds] == [1] * 5
    assert (
        Active('<p title="&lt;p onclick=x&gt;">&lt;script&gt;</p><script src="/static/x.js">').found
        == []
    )


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_a_reader_writes_becomes_active(
    stranger: Client,
    moderator_client: Client,
    post: Post,
    open_policy: CommentPolicy,
    write: Callable[..., HttpResponse],
    vector: str,
) -> None:
    preview = write(
        stranger, post, name=vector, comment=vector, preview="1", post=""
    ).content.decode()
    sent = write(stranger, post, name=vector[:50], comment=vector)
    comment = Comment.objects.get()
    bodies = {
        "preview": preview,
        "thanks": _text(stranger, sent["Location"]),
        "post": _text(stranger, post.get_absolute_url()),
        "list": _text(stranger, f"/comments/on/blog.post/{post.pk}/"),
        "answer": _text(stranger, f"{form_url(post)}?reply_to={comment.pk}"),
        "queue": _text(moderator_client, "/admin/comments/queue/?state=approved"),
        "admin": _text(moderator_client, "/admin/comments/comment/"),
    }
    active = {place: Active(body).found for place, body in bodies.items()}
    assert {place: found for place, found in active.items() if found} == {}
    assert "49" not in comment.body_html


def test_an_answer_to_a_hidden_comment_is_refused_without_telling_what_it_says(
    stranger: Client, post: Post, write: Callable[..., HttpResponse]
) -> None:
    comment = held_comment(post, text="MARKER in the text", name="MARKER by name")
    answer = write(stranger, post, reply_to=str(comment.pk))
    assert answer.status_code == 422
    assert "MARKER" not in answer.content.decode()


def test_counts_do_not_include_hidden_comments(stranger: Client, moderator_user: object) -> None:
    post = published_post()
    plain = stranger.get(post.get_absolute_url()).content
    comment = held_comment(post)
    assert stranger.get(post.get_absolute_url()).content == plain
    moderation.reject(comment, by=moderator_user)  # type: ignore[arg-type]
    assert stranger.get(post.get_absolute_url()).content == plain
