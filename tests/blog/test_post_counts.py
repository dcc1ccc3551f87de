"""Counts of public posts by month, category and tag: kept in the process, right after every change."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog import publishing, taxonomy
from blog.enums import Status, WidgetKind
from blog.models import Author, Category, Post, PostAuthor, PostCountChange, SidebarWidget, Tag
from blog.navigation import page_context, post_counts
from blog.navigation.page_context import PageContext
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_tag,
    published_post,
    scheduled_post,
)

pytestmark = pytest.mark.django_db

Shown = tuple[Any, ...]
#: Steps of SQLite or rows of PostgreSQL by which two runs may differ; posts come by the hundred.
NOISE = 60


def visible_counts() -> Shown:
    """Return months, categories and tags of the page context."""
    context = PageContext.load()
    return (
        [(month.date, month.count) for month in context.months],
        [(category.path, category.count) for category in context.categories],
        [tag.name for tag in context.top_tags],
    )


def uncached_counts() -> Shown:
    """Return `visible_counts` with an empty cache."""
    post_counts.clear_cache()
    return visible_counts()


@pytest.fixture
def blog(db: None) -> None:
    """Two posts with a tag and a category each, a draft, and a widget for tags."""
    SidebarWidget(kind=WidgetKind.TAGS).save()
    for name in ("春", "秋"):
        term = {"name": name, "slug": "spring" if name == "春" else "autumn"}
        published_post(
            slug=f"{term['slug']}-post",
            category=make_category(path=term["slug"], **term),
            tags=[make_tag(**term)],
            published_at=timezone.now() - timedelta(days=40),
        )
    draft_post(slug="draft", category=Category.objects.get(path="spring"))


def post(slug: str = "spring-post") -> Post:
    return Post.objects.get(slug=slug)


def move_post() -> None:
    moved = post()
    moved.category = Category.objects.get(path="autumn")
    publishing.save(moved, fields=["category"])


def change_date() -> None:
    changed = post()
    changed.published_at = timezone.now() - timedelta(days=400)
    publishing.save(changed, fields=["published_at"])


def rename_tag() -> None:
    tag = Tag.objects.get(slug="spring")
    tag.name = "初夏"
    tag.save()


def create_many() -> None:
    Post.objects.bulk_create(
        Post(slug=f"n{n}", title="記事", status=Status.PUBLISHED, published_at=timezone.now())
        for n in range(3)
    )


def trash_tag_to_another() -> None:
    taxonomy.trash(Tag.objects.get(slug="spring"), to=Tag.objects.get(slug="autumn"))


def trash_category_to_another() -> None:
    taxonomy.trash(Category.objects.get(path="spring"), to=Category.objects.get(path="autumn"))


def delete_post() -> None:
    publishing.trash(post())
    publishing.delete(post())


CHANGES: dict[str, Callable[[], object]] = {
    "publish": lambda: publishing.publish(post("draft")),
    "unpublish": lambda: publishing.unpublish(post()),
    "trash": lambda: publishing.trash(post()),
    "delete": delete_post,
    "another category": move_post,
    "another date": change_date,
    "tags set": lambda: post().tags.set([Tag.objects.get(slug="autumn")]),
    "posts of a tag set": lambda: Tag.objects.get(slug="autumn").posts.set([]),
    "tag renamed": rename_tag,
    "tag trashed": lambda: taxonomy.trash(Tag.objects.get(slug="spring")),
    "tag trashed, posts to another": trash_tag_to_another,
    "tag deleted": lambda: Tag.objects.get(slug="spring").delete(),
    "category trashed": lambda: taxonomy.trash(Category.objects.get(path="spring")),
    "category trashed, posts to another": trash_category_to_another,
    "update of many": lambda: Post.objects.update(status=Status.DRAFT),
    "bulk_create": create_many,
    "bulk_update": lambda: Post.objects.bulk_update(
        [Post(pk=post().pk, status=Status.TRASHED)], ["status"]
    ),
    "deletion of many": lambda: Post.objects.all().delete(),
    "widget removed": lambda: SidebarWidget.objects.get().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_counted_by_the_next_page(blog: None, change: Callable[[], object]) -> None:
    before = visible_counts()
    change()
    after = visible_counts()
    assert after != before
    assert after == uncached_counts()


def test_what_comes_out_of_the_trash_is_counted_again(blog: None) -> None:
    before = visible_counts()
    for term in (Tag.objects.get(slug="spring"), Category.objects.get(path="spring")):
        taxonomy.trash(term)
        assert visible_counts() != before
        taxonomy.restore(term)
        assert visible_counts() == before
    publishing.trash(post())
    assert visible_counts() != before
    publishing.restore(post())
    assert visible_counts() == before


def test_a_bulk_action_of_the_admin_is_counted(blog: None, administrator_client: Client) -> None:
    before = visible_counts()
    keys = list(Post.objects.values_list("pk", flat=True))
    administrator_client.post(
        "/admin/blog/post/", {"action": "unpublish", "_selected_action": keys}, follow=True
    )
    assert not Post.objects.published().exists()
    assert before != visible_counts() == ([], [], [])


def test_a_widget_that_comes_later_shows_tags(blog: None) -> None:
    SidebarWidget.objects.all().delete()
    assert visible_counts()[2] == []
    SidebarWidget(kind=WidgetKind.TAGS).save()
    assert set(visible_counts()[2]) == {"春", "秋"}


def test_the_clock_publishes_and_expires_without_a_change(
    blog: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    spring = Category.objects.get(path="spring")
    scheduled_post(category=spring, go_live_at=now + timedelta(minutes=2))
    published_post(category=spring, expire_at=now + timedelta(minutes=4))
    counts = []
    for minute in (0, 1, 3, 5, 3):  # a clock may also be set back
        moment = now + timedelta(minutes=minute, seconds=1)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        counts.append(dict(visible_counts()[1])["spring"])
    assert counts == [2, 2, 3, 2, 3]


def test_a_change_that_is_rolled_back_is_not_counted(blog: None) -> None:
    before = visible_counts()
    with transaction.atomic():
        publishing.unpublish(post())
        assert visible_counts() != before
        transaction.set_rollback(True)
    assert visible_counts() == before


def test_writing_a_draft_or_a_comment_count_changes_no_version(blog: None) -> None:
    changes = PostCountChange.objects.count()
    draft = post("draft")
    draft.body = "続き"
    publishing.save(draft, fields=["body"])
    publishing.set_comment_count(post(), 3)
    draft_post()
    assert PostCountChange.objects.count() == changes


def test_old_changes_are_pruned_but_for_the_newest(blog: None) -> None:
    before = visible_counts()
    PostCountChange.objects.update(created_at=timezone.now() - timedelta(days=2))
    publishing.unpublish(post())
    newest = PostCountChange.objects.order_by("-pk")[0]
    assert visible_counts() != before
    post_counts.prune()
    assert list(PostCountChange.objects.all()) == [newest]
    PostCountChange.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert post_counts.prune() == 0
    assert visible_counts() == uncached_counts()


def test_counts_come_in_the_one_query_and_again_only_after_a_change(
    blog: None, django_assert_num_queries: Any
) -> None:
    post_counts.clear_cache()
    for queries in (1, 1, 2, 1):
        if queries == 2:
            publishing.unpublish(post())
        with django_assert_num_queries(queries):
            PageContext.load()


# No page reads all posts
def grow(author: Author, first: int, many: int) -> None:
    """Add posts, each with a tag of its own, a category and an author."""
    category = Category.objects.get(path="spring")
    made = Post.objects.bulk_create(
        Post(
            slug=f"many-{n}",
            title="記事",
            status=Status.PUBLISHED,
            published_at=timezone.now() - timedelta(hours=n + 1),
            category=category,
        )
        for n in range(first, many)
    )
    PostAuthor.objects.bulk_create(PostAuthor(post=one, author=author) for one in made)
    tags = Tag.objects.bulk_create(Tag(name=f"t{n}", slug=f"t{n}") for n in range(first, many))
    links = Post.tags.through
    links.objects.bulk_create(links(post=one, tag=tag) for one, tag in zip(made, tags, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def work_of(act: Callable[[], object]) -> int:
    """What the database does for `act`: steps of SQLite's machine, rows that PostgreSQL reads."""
    if connection.vendor == "sqlite":
        return _steps(act)
    with CaptureQueriesContext(connection) as captured:
        act()
    with connection.cursor() as cursor:
        rows = 0
        for query in captured.captured_queries:
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query["sql"])
            (plan,) = cursor.fetchone()
            rows += _rows((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"])
    return rows


def _steps(act: Callable[[], object]) -> int:
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 1)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 1)
    return steps


def _rows(node: dict[str, Any]) -> int:
    """Rows that a part of the plan and those below it read or threw away."""
    own = node["Actual Rows"] + sum(
        count for key, count in node.items() if key.startswith("Rows Removed")
    )
    return int(own * node["Actual Loops"]) + sum(_rows(below) for below in node.get("Plans", []))


WIDGETS = {"no widget": [], "tag widget": [WidgetKind.TAGS], "all widgets": list(WidgetKind)}


@pytest.mark.parametrize("kinds", WIDGETS.values(), ids=WIDGETS)
@pytest.mark.parametrize("is_post", [False, True], ids=["list", "post"])
def test_the_context_of_a_page_reads_no_more_when_the_blog_has_grown(
    blog: None, kinds: list[WidgetKind], is_post: bool
) -> None:
    author = make_author()
    SidebarWidget.objects.all().delete()
    for kind in kinds:
        SidebarWidget(kind=kind, author=author, body_html="<p>本文</p>").save()
    work = []
    for first, many in ((0, 200), (200, 2_000)):
        grow(author, first, many)
        entry = Post.objects.with_authors().get(slug="many-0") if is_post else None
        PageContext.load(entry)
        work.append(work_of(lambda entry=entry: PageContext.load(entry)))  # type: ignore[misc]
    assert work[1] - work[0] < NOISE
    assert work_of(lambda: (post_counts.clear_cache(), PageContext.load())) > 2_000


@pytest.mark.parametrize("has_widget", [False, True])
def test_the_posts_of_tags_are_counted_only_where_a_widget_shows_them(
    blog: None, has_widget: bool
) -> None:
    if not has_widget:
        SidebarWidget.objects.all().delete()
    grow(make_author(), 0, 500)

    def count() -> None:
        page_context._count_rows(timezone.now())

    with_tags = work_of(count)
    Post.tags.through.objects.all().delete()
    assert (with_tags - work_of(count) > 500) == has_widget
