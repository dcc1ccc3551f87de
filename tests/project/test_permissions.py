"""Who may see what: every URL × every role × every state of a post, and of a comment.

Unpublished texts carry a mark. The tables below say who may meet it; everybody else, at every other
address, must not. An address that no table names fails `test_no_address_is_left_out`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import Avatar
from blog import publishing, taxonomy
from blog.models import Author, Page, Post
from comments import moderation_links, reply_notifications
from comments.admin import queue
from comments.models import Ban, Comment, Note, ReplySubscription, SlowMode
from images import trash as image_trash
from tests.factories import (
    approved_comment,
    draft_page,
    draft_post,
    expired_post,
    held_comment,
    in_review_post,
    make_avatar,
    make_category,
    make_image,
    make_series,
    make_tag,
    make_user,
    private_post,
    protected_post,
    published_page,
    published_post,
    rejected_comment,
    removed_comment,
    scheduled_post,
    spam_comment,
    trashed_draft,
    trashed_post,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARK = "mark8261"
# A word of the text to search for. It is not the mark, because the results page repeats the query.
WORD = "合言葉"

STATES = {
    draft_post: 404,
    in_review_post: 404,
    scheduled_post: 404,
    private_post: 404,
    protected_post: 200,  # its title and the form; the tests below say what else is met
    expired_post: 404,
    trashed_draft: 404,
    trashed_post: 410,
    published_post: 200,
}
COMMENT_STATES = [held_comment, rejected_comment, spam_comment, removed_comment]


@pytest.fixture
def cast(
    stranger: Client,
    reader_client: Client,
    author_client: Client,
    other_author_client: Client,
    moderator_client: Client,
    editor_client: Client,
) -> dict[str, Client]:
    """A client for each role; `author` is the author of the tested post."""
    return {
        "stranger": stranger,
        "reader": reader_client,
        "author": author_client,
        "other author": other_author_client,
        "moderator": moderator_client,
        "editor": editor_client,
    }


@pytest.fixture
def terms(author: Author) -> dict[str, Any]:
    """Related rows for the post in every list; a public post is there too, so no list is empty."""
    return {
        "category": make_category(slug="c"),
        "series": make_series(slug="s"),
        "tags": [make_tag(slug="t")],
        "authors": [author],
    }


def marked(make: Callable[..., Any], **fields: Any) -> Any:
    """Create an entry with the mark in every field that a reader might see."""
    return make(
        title=f"題{MARK}",
        slug=f"slug-{MARK}",
        body=f"## 見出し{MARK}\n\n{WORD} {MARK}",
        excerpt=f"抜粋{MARK}",
        meta_description=f"説明{MARK}",
        cover_alt=f"絵{MARK}",
        **fields,
    )


def visitors(address: str, cast: dict[str, Client]) -> dict[str, Client]:
    """The roles to try at a public URL: all at a personal one, two at a page that everyone gets the same.

    tests/project/test_same_bytes.py shows that it is the same.
    """
    if address.startswith(settings.PERSONAL_URL_PREFIXES):
        return cast
    return {role: cast[role] for role in ("stranger", "author")}


def meets_mark(response: Any) -> bool:
    """Whether a response contains the mark, in its body or in a header."""
    body = b"".join(response) if response.streaming else response.content
    return MARK in body.decode() or MARK in str(response.headers)


# Public URLs
def public_addresses(entry: Post | Page, shown: Post, comment: Comment) -> dict[str, str]:
    """Return a URL for each public pattern of the URLconf, for `entry` where possible."""
    scopes = {"category": ["c"], "tag": ["t"], "series": ["s"], "author": ["hajime"], "": []}
    feeds = {
        f"blog:{f'{scope}_' if scope else ''}feed_{kind}": args
        for scope, args in scopes.items()
        for kind in ("rss", "atom", "json", "guide")
    }
    label = entry._meta.label_lower
    subscription, _is_new = ReplySubscription.objects.get_or_create(
        comment=comment, address="a@example.com"
    )
    month = timezone.localtime(shown.published_at)
    named: dict[str, list[Any]] = {
        **feeds,
        **{f"blog:{scope}_detail": args for scope, args in scopes.items() if scope},
        "blog:home": [],
        "blog:archive_month": [month.year, month.month],
        "blog:sitemap": [],
        "blog:sitemap_section": ["posts", 1],
        "blog:robots": [],
        "blog:manifest": [],
        "healthz": [],
        "readyz": [],
        "blog:favicon": [],
        "blog:ads_txt": [],
        "blog:appearance": ["a8305a-f08fae-compact-large-round"],
        "blog:appearance_preview": ["a8305a-f08fae-compact-large-round"],
        "metrics": [],
        "blog:share_instance": ["mastodon"],
        "blog:preview": ["unknown"],  # tests/blog/test_preview_links.py has links that work
        "comments:feed": [],
        "comments:entry_feed": [label, entry.pk],
        "comments:entry_feed_guide": [label, entry.pk],
        "comments:form": [label, entry.pk],
        "comments:list": [label, entry.pk],
        "comments:thread": [comment.pk],
        "comments:permalink": [comment.pk],
        "comments:posted": [],
        "comments:mine": [],
        "comments:state": [label, entry.pk],
        "comments:edit": [comment.pk],
        "comments:delete": [comment.pk],
        "comments:like": [comment.pk],
        "comments:report": [comment.pk],
        "comments:reply_confirm": [
            signing.dumps(subscription.key, salt=reply_notifications.CONFIRMING)
        ],
        "comments:reply_stop": [subscription.key],
        "comments:reply_stop_all": [reply_notifications.owner_key(subscription)],
        # The link of a user who may not decide; tests/comments/test_moderation_links.py has those who may.
        "comments:decide": [moderation_links.decision_url(comment, make_user()).split("/")[-2]],
        "contact:form": [],
        "contact:sent": [],
        "search:search": [],
        "search:suggest": [],
        "images:media": [f"originals/{MARK}"],
        "avatar": [make_avatar(make_user()).name],
        "blog:unlock": [entry._meta.model_name, entry.pk],
        "blog:post_detail": [entry.slug],
        "blog:page_detail": [entry.slug],
    }
    asked = {
        "search:search": f"?q={WORD}",
        "search:suggest": "?q=題",
        "blog:share_instance": f"?post={entry.slug}",
    }
    return {name: reverse(name, args=args) + asked.get(name, "") for name, args in named.items()}


# Here the URL itself contains the mark, and a "not found" page may repeat its own URL.
REPEATS_ADDRESS = {"blog:post_detail", "blog:page_detail", "blog:share_instance", "images:media"}


@pytest.mark.parametrize("make", STATES, ids=lambda make: make.__name__)
def test_a_post_is_visible_to_everyone_or_to_no_one_in_public(
    make: Callable[..., Post], cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    post = marked(make, **terms)
    shown = published_post(slug="shown", body=f":::card /posts/{post.slug}/\n:::", **terms)
    comment = approved_comment(post if post.is_published else shown, text=f"感想{MARK}")
    if not post.is_published:
        Comment.objects.filter(pk=comment.pk).update(entry_key=f"blog.post:{post.pk}")
    addresses = public_addresses(post, shown, comment)
    call_command("rebuild_search", verbosity=0, stdout=StringIO())
    is_public, shows_title = make is published_post, make is protected_post
    addresses["the card"] = "/posts/shown/"
    met = set()
    for name, address in addresses.items():
        for role, client in visitors(address, cast).items():
            response = client.get(address)
            assert response.status_code < 500, (role, address)
            body = response.content.decode() if not response.streaming else ""
            if meets_mark(response) and not (
                name in REPEATS_ADDRESS and f"題{MARK}" not in body and WORD not in body
            ):
                met.add((role, name))
    for role, client in cast.items():
        assert client.get(post.get_absolute_url()).status_code == STATES[make], role
    if shows_title:
        titled = ("blog:post_detail", "blog:unlock")
        assert met == {(role, name) for name in titled for role in visitors(addresses[name], cast)}
        for name in titled:
            page = cast["stranger"].get(addresses[name]).content.decode()
            assert WORD not in page
            assert f"題{MARK}" in page
            assert MARK not in page.replace(f"題{MARK}", ""), name
    elif not is_public:
        assert met == set()
    else:
        for name in (
            "blog:home",
            "blog:feed_rss",
            "blog:sitemap_section",
            "search:search",
            "search:suggest",
            "the card",
        ):
            assert {(role, name) for role in visitors(addresses[name], cast)} <= met


@pytest.mark.parametrize(("make", "status"), [(draft_page, 404), (published_page, 200)])
def test_a_page_is_visible_to_everyone_or_to_no_one_in_public(
    make: Callable[..., Page], status: int, cast: dict[str, Client], author: Author
) -> None:
    page = marked(make, authors=[author])
    for role, client in cast.items():
        assert client.get(page.get_absolute_url()).status_code == status, role
        assert meets_mark(client.get("/")) is (status == 200), role
        assert meets_mark(client.get("/sitemap-pages-1.xml")) is (status == 200), role


# URLs of authors and editors
MEETS_UNPUBLISHED_IN_ADMIN = {"author", "editor"}


@pytest.mark.parametrize("make", STATES, ids=lambda make: make.__name__)
def test_only_its_authors_and_editors_meet_a_post_in_the_admin(
    make: Callable[..., Post], cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    post = marked(make, **terms)
    met: dict[str, set[str]] = {name: set() for name, _address in admin_addresses(post)}
    for role, client in cast.items():
        for name, address in admin_addresses(post):
            response = client.get(address)
            assert response.status_code < 500, (role, address)
            # Only the title counts: URLs with the mark come from a redirect to itself.
            if f"題{MARK}" in response.content.decode() or MARK in response.get("Location", ""):
                met[name].add(role)
    expected = {name: set(MEETS_UNPUBLISHED_IN_ADMIN) for name in met}
    expected["admin:blog_post_delete"] = set()  # administrators only
    expected["admin:blog_post_trash"] = expected["admin:blog_post_restore"] = set()  # POST only
    expected["admin:blog_post_revision_restore"] = set()  # POST only
    expected["admin:blog_post_revision_name"] = set()  # POST only
    expected["admin:blog_post_history"] = set()  # leads to the log
    expected["admin:audit_event_changelist"] = {"editor"}  # authors see their own actions
    # The dashboard shows recent work, not all entries.
    assert met.pop("admin:index") <= expected.pop("admin:index")
    assert met == expected


def admin_addresses(post: Post) -> Iterator[tuple[str, str]]:
    """Yield a URL in the admin for each view that could show `post`."""
    views = ("change", "history", "delete", "preview", "preview_links", "trash", "restore")
    for view in views:
        name = f"admin:blog_post_{view}"
        yield name, reverse(name, args=[post.pk])
    yield "admin:blog_post_revisions", reverse("admin:blog_post_revisions", args=[post.pk])
    revision = post.revisions.get()
    for view in ("", "_preview", "_restore", "_name"):
        name = f"admin:blog_post_revision{view}"
        yield name, reverse(name, args=[post.pk, revision.pk])
    yield (
        "admin:blog_post_changelist",
        f"{reverse('admin:blog_post_changelist')}?status={post.status}",
    )
    yield "admin:index", reverse("admin:index")
    log = reverse("admin:audit_event_changelist")
    yield "admin:audit_event_changelist", f"{log}?about=blog.post:{post.pk}"
    kind = ContentType.objects.get_for_model(Post)
    yield "admin:view_on_site", reverse("admin:view_on_site", args=[kind.pk, post.pk])


@pytest.mark.parametrize("role", ["stranger", "reader", "other author", "moderator"])
def test_no_one_else_changes_a_post(
    role: str, cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    posts = [marked(draft_post, **terms)]
    before = Post.objects.values().get(pk=posts[0].pk)
    for view in ("change", "delete", "trash", "restore"):
        address = reverse(f"admin:blog_post_{view}", args=[posts[0].pk])
        cast[role].post(address, {"title": "taken", "slug": "taken", "post": "yes"})
    cast[role].post(
        reverse("admin:blog_post_changelist"),
        {"action": "trash", "_selected_action": [posts[0].pk]},
    )
    assert Post.objects.values().get(pk=posts[0].pk) == before


@pytest.mark.parametrize("role", ["stranger", "reader", "other author", "moderator"])
def test_no_one_else_restores_or_names_a_revision(
    role: str, cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    post, own = marked(draft_post, **terms), draft_post(authors=list(Author.objects.all()))
    first = post.revisions.get()
    post.body = "今の文"
    publishing.save(post, fields=["body"])
    for entry in (post, own):  # the revision under its own entry, and under an entry of their own
        for view in ("restore", "name"):
            address = reverse(f"admin:blog_post_revision_{view}", args=[entry.pk, first.pk])
            assert cast[role].post(address, {"name": "taken"}).status_code in (302, 403, 404)
        for view in ("", "_preview"):
            address = reverse(f"admin:blog_post_revision{view}", args=[entry.pk, first.pk])
            assert not meets_mark(cast[role].get(address, follow=True))
    post.refresh_from_db()
    assert post.body == "今の文"
    assert {row.name for row in post.revisions.all()} == {""}


# Terms and images in the trash
TERMS = {make_category: "category", make_tag: "tag", make_series: "series"}


@pytest.mark.parametrize("make", TERMS, ids=TERMS.get)
def test_a_term_in_the_trash_is_met_by_editors_alone(
    make: Callable[..., Any], cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    shown = published_post(slug="shown", **terms)
    term = make(name=f"名{MARK}", slug=f"slug-{MARK}", description=f"説明{MARK}")
    taxonomy.trash(term)
    public = public_addresses(shown, shown, approved_comment(shown))
    own = {term.get_absolute_url(), f"{term.get_absolute_url()}feed/"}
    kind = TERMS[make]
    admin = {
        reverse("admin:index"),
        reverse("admin:audit_event_changelist"),
        f"{reverse('admin:trash')}?kind=blog.{kind}",
        reverse(f"admin:blog_{kind}_changelist"),
        *(
            reverse(f"admin:blog_{kind}_{view}", args=[term.pk])
            for view in ("change", "history", "delete")
        ),
    }
    met: dict[str, set[str]] = {}
    for address in {*public.values(), *own, *admin}:
        for role, client in visitors(address, cast).items():
            response = client.get(address)
            assert response.status_code in (200, 302, 403, 404, 410), (role, address)
            if "名" + MARK in response.content.decode():
                met.setdefault(role, set()).add(address)
    for role, client in cast.items():
        assert {client.get(address).status_code for address in own} == {410}, role
    log, trash = (
        reverse("admin:audit_event_changelist"),
        f"{reverse('admin:trash')}?kind=blog.{kind}",
    )
    assert met == {"editor": {log, trash}}


def test_an_image_in_the_trash_is_offered_to_no_one(
    cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    image = make_image(alt=f"絵{MARK}")
    image_trash.trash(image)
    addresses = {
        name: reverse(name, args=args)
        for name, args in {
            "admin:images_image_changelist": [],
            "admin:images_image_chooser": [],
            "admin:images_image_change": [image.pk],
            "admin:images_image_delete": [image.pk],
            "admin:images_image_history": [image.pk],
            "admin:trash": [],
        }.items()
    }
    met = {
        (role, name)
        for role, client in cast.items()
        for name, address in addresses.items()
        if MARK in client.get(address).content.decode()
    }
    assert met == {("editor", "admin:trash")}


# Comments
@pytest.mark.parametrize("make", COMMENT_STATES, ids=lambda make: make.__name__)
def test_a_comment_that_is_not_public_is_on_no_public_page(
    make: Callable[..., Comment], cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    post = published_post(slug="talk", **terms)
    comment = make(post, name=f"名{MARK}", text=f"{WORD} {MARK}")
    approved_comment(post, text="見えます")
    addresses = public_addresses(post, post, comment)
    addresses["the answer's form"] = f"{addresses['comments:form']}?reply_to={comment.pk}"
    addresses["the fragment"] = f"{addresses['comments:form']}?reply_to={comment.pk}&fragment=1"
    met = {
        (role, name)
        for name, address in addresses.items()
        for role, client in visitors(address, cast).items()
        if name != "images:media" and meets_mark(client.get(address))
    }
    assert met == set()
    post.refresh_from_db()
    assert post.comment_count == 1


@pytest.mark.parametrize("make", COMMENT_STATES, ids=lambda make: make.__name__)
def test_moderators_and_those_who_may_edit_the_post_meet_it_in_the_queue(
    make: Callable[..., Comment], cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    post = published_post(slug="talk", **terms)
    comment = make(post, name=f"名{MARK}", text=f"{WORD} {MARK}")
    queue = f"{reverse('admin:comments_queue')}?state={comment.state}"
    met = {role for role, client in cast.items() if meets_mark(client.get(queue))}
    assert met == {"moderator", "author", "editor"}


@pytest.mark.parametrize("role", ["stranger", "reader", "other author"])
def test_no_one_else_moderates_a_comment(
    role: str, cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    comment = held_comment(published_post(**terms))
    before = Comment.objects.values().get(pk=comment.pk)
    rule = {"kind": "word", "value": "当たる", "effect": "hold", "lasting": "day"}
    requests = {
        **{f"{comment.pk}/{verb}/": {} for verb in (*queue.DECISIONS, *queue.ACTIONS)},
        f"{comment.pk}/reply/": {"text": "返事"},
        f"{comment.pk}/note/": {"text": "メモ"},
        f"{comment.pk}/rule/": rule,
        "decide/": {"chosen": comment.pk, "action": "approve"},
    }
    for path, fields in requests.items():
        answer = cast[role].post(f"{reverse('admin:comments_queue')}{path}", fields)
        assert answer.status_code in (302, 403, 404), path
    assert Comment.objects.values().get() == before
    assert not Note.objects.exists()
    assert not Ban.objects.exists()


MODERATORS_PAGES = ["comments_ban", "comments_cannedreply"]


@pytest.mark.parametrize("page", MODERATORS_PAGES)
@pytest.mark.parametrize("view", ["changelist", "add"])
def test_rules_and_canned_replies_are_edited_by_moderators(
    page: str, view: str, cast: dict[str, Client]
) -> None:
    address = reverse(f"admin:{page}_{view}")
    opens = {role for role, client in cast.items() if client.get(address).status_code == 200}
    assert opens == {"moderator"}


def test_slow_mode_is_lifted_by_moderators(cast: dict[str, Client], terms: dict[str, Any]) -> None:
    key = f"blog.post:{published_post(**terms).pk}"
    lifted = set()
    for role, client in cast.items():
        until = timezone.now() + timedelta(hours=1)
        mode = SlowMode.objects.create(entry_key=key, until=until)
        client.post(reverse("admin:comments_queue_lift", args=[mode.pk]))
        if not SlowMode.objects.in_force().exists():
            lifted.add(role)
        mode.delete()
    assert lifted == {"moderator"}


def test_the_picture_of_a_writer_is_taken_away_by_moderators(
    cast: dict[str, Client], terms: dict[str, Any]
) -> None:
    member = make_user()
    comment = approved_comment(published_post(**terms), user=member)
    takers = set()
    for role, client in cast.items():
        make_avatar(member)
        client.post(reverse("admin:comments_queue_arrange", args=[comment.pk, "take_picture"]))
        if not Avatar.objects.filter(user=member).delete()[0]:
            takers.add(role)
    assert takers == {"moderator"}


# Completeness
def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Yield the name of every pattern below `resolver`, with its namespace."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )


def test_no_address_is_left_out(terms: dict[str, Any]) -> None:
    post = published_post(**terms)
    covered = set(public_addresses(post, post, approved_comment(post)))
    rest = {
        name
        for name in names(get_resolver())
        # tests/desk/test_admin_pages.py opens each of the admin's pages as every role; the account
        # pages show only the person who is signed in (tests/accounts).
        if not name.startswith(("admin:", "account_", "mfa_"))
    }
    assert rest == covered
