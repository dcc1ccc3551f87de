"""Pages of revisions: the list, one revision, restoring and naming (blog/admin/revisions.py)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog import publishing
from blog.enums import Status
from blog.models import Author, Entry, Page, Post, Revision
from blog.revisions import store
from tests.blog.test_entries import save as save_form
from tests.blog.test_store import save, without_revisions
from tests.factories import draft_page, draft_post, make_tag, make_user, published_post
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def url(entry: Entry, name: str = "revisions", *args: int) -> str:
    return reverse(f"admin:blog_{entry._meta.model_name}_{name}", args=[entry.pk, *args])


def revisions(entry: Entry) -> list[Revision]:
    """The revisions, oldest first."""
    return list(reversed(store.of(entry)))


@pytest.fixture
def post(author: Author, author_user: User) -> Post:
    """A public post that its author has written again."""
    post = published_post(
        title="糸の話", body="今日は糸を買いました。\n\n終わり。", authors=[author]
    )
    save(post, by=author_user, title="布の話", body="昨日は糸を買いました。\n\n終わり。")
    return post


# The list
def test_the_list_says_who_saved_when_and_links_each_version(
    post: Post, author_client: Client, author_user: User
) -> None:
    named = revisions(post)[0]
    Revision.objects.filter(pk=named.pk).update(name="初稿")
    page = tree(author_client.get(url(post)))
    rows = texts(page, "li.revision-row")
    assert len(rows) == 2
    assert str(author_user) in rows[0]
    assert "最後の保存" in rows[0]
    assert "不明" in rows[1]
    assert "初稿" in rows[1]
    links = [link.get("href") for link in select(page, "a.revision-link")]
    assert links == [url(post, "revision", row.pk) for row in reversed(revisions(post))]
    actions = [form.get("action") for form in select(page, "li.revision-row form")]
    restores = [action for action in actions if action.endswith("/restore/")]
    assert len(restores) == 1  # the last saved one is not restored


def test_the_write_screen_links_the_list(post: Post, author_client: Client) -> None:
    page = tree(author_client.get(url(post, "change")))
    links = {link.get("href"): link.text for link in select(page, ".write-links a")}
    assert links[url(post)] == "版"


def test_an_entry_without_revisions_has_an_empty_list(
    editor_client: Client, author_client: Client
) -> None:
    page = draft_page()
    without_revisions(page)
    assert "まだ版はありません" in editor_client.get(url(page)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    count: int, post: Post, editor_client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        save(post, by=make_user(), body=str(number))
    editor_client.get(url(post))
    with django_assert_num_queries(LIST_QUERIES):
        editor_client.get(url(post))


LIST_QUERIES = 10


# One revision
def test_a_version_shows_what_changed_by_phrase(post: Post, author_client: Client) -> None:
    page = tree(author_client.get(url(post, "revision", revisions(post)[1].pk)))
    assert texts(page, "del") == ["糸の話", "今日は"]
    assert texts(page, "ins") == ["布の話", "昨日は"]
    assert "糸を買いました。" in texts(page, ".revision-paragraph")[1]


def test_the_first_version_is_all_new(post: Post, author_client: Client) -> None:
    page = tree(author_client.get(url(post, "revision", revisions(post)[0].pk)))
    assert texts(page, "del") == []
    assert "今日は糸を買いました。" in texts(page, "ins")


def test_a_version_is_compared_with_the_current_text(post: Post, author_client: Client) -> None:
    save(post, body="すべて別。")
    address = url(post, "revision", revisions(post)[0].pk)
    page = tree(author_client.get(f"{address}?show=current"))
    assert "すべて別" in texts(page, "ins")
    newest = url(post, "revision", revisions(post)[-1].pk)
    assert "違いはありません" in author_client.get(f"{newest}?show=current").content.decode()


def test_the_source_of_a_version_is_text_without_markup(
    author_client: Client, author: Author
) -> None:
    source = "<script>alert(1)</script>\n\n**太字** &amp;"
    post = draft_post(body=source, title="<b>題</b>", authors=[author], tags=[make_tag(name="糸")])
    publishing.record_tags(post)
    address = url(post, "revision", revisions(post)[0].pk)
    page = tree(author_client.get(f"{address}?show=source"))
    shown = {field.text for field in select(page, "pre")}
    assert {source, "<b>題</b>", "糸"} <= shown
    assert not select(page, "pre b")
    assert not select(tree(author_client.get(address)), ".revision-text script")


def test_a_version_is_rendered_as_a_page_of_the_site(post: Post, author_client: Client) -> None:
    response = author_client.get(url(post, "revision_preview", revisions(post)[0].pk))
    assert "今日は糸を買いました。" in response.content.decode()
    assert "糸の話" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    post.refresh_from_db()
    assert post.title == "布の話"


@pytest.mark.parametrize("show", ["nothing", "", "changes&show=x"])
def test_an_unknown_view_is_the_first(show: str, post: Post, author_client: Client) -> None:
    address = url(post, "revision", revisions(post)[1].pk)
    page = tree(author_client.get(f"{address}?show={show}"))
    assert texts(page, ".revision-tabs [aria-current]") == ["前の版からの変更"]


# Restoring
@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_a_version_is_restored_as_a_new_version(
    make: Callable[..., Post | Page], editor_client: Client, editor_user: User
) -> None:
    entry = make(title="題", body="一", excerpt="抜粋")
    save(entry, title="別", body="二", excerpt="", slug="new-slug")
    publishing.publish(entry)
    response = editor_client.post(url(entry, "revision_restore", revisions(entry)[0].pk))
    assert response["Location"] == url(entry, "change")
    entry.refresh_from_db()
    assert (entry.title, entry.body, entry.excerpt) == ("題", "一", "抜粋")
    assert (entry.slug, entry.status) == ("new-slug", Status.PUBLISHED)
    kinds = [(row.kind, row.user) for row in revisions(entry)]
    assert kinds == [("saved", None), ("saved", None), ("restored", editor_user)]


def test_an_autosaved_text_is_restored_with_a_valid_title(
    post: Post, author_client: Client, author_user: User
) -> None:
    for title, expected in ((" ", "布の話"), ("長" * 300, "長" * 200), ("二\n行", "二 行")):
        row = store.autosave(post, user=author_user, content={"title": title, "body": title + "文"})
        author_client.post(url(post, "revision_restore", row.pk))
        post.refresh_from_db()
        assert (post.title, post.body) == (expected, title + "文")


def test_a_version_of_another_entry_is_not_restored(post: Post, editor_client: Client) -> None:
    other = draft_post(body="別の記事")
    for row, entry in ((revisions(other)[0], post), (revisions(post)[0], draft_page())):
        for name in ("revision", "revision_preview"):
            assert editor_client.get(url(entry, name, row.pk)).status_code == 404
        for name in ("revision_restore", "revision_name"):
            assert editor_client.post(url(entry, name, row.pk)).status_code == 404


def test_a_visit_restores_nothing(post: Post, author_client: Client) -> None:
    for name in ("revision_restore", "revision_name"):
        assert author_client.get(url(post, name, revisions(post)[0].pk)).status_code == 405
    assert author_client.post(url(post)).status_code == 405


def test_who_may_not_publish_restores_no_public_text(
    post: Post, author_client: Client, author_user: User
) -> None:
    permission = Permission.objects.get(codename="publish_post")
    for group in author_user.groups.all():
        group.permissions.remove(permission)
    row = revisions(post)[0]
    assert author_client.post(url(post, "revision_restore", row.pk)).status_code == 404
    page = tree(author_client.get(url(post, "revision", row.pk)))
    assert not select(page, ".revision-actions button")
    post.refresh_from_db()
    assert post.title == "布の話"


# Naming
def test_a_version_gets_a_name_and_loses_it(post: Post, author_client: Client) -> None:
    row = revisions(post)[0]
    for typed, stored in ((" 初稿 ", "初稿"), ("長" * 101, "初稿"), ("", "")):
        response = author_client.post(url(post, "revision_name", row.pk), {"name": typed})
        assert response["Location"] == url(post, "revision", row.pk)
        row.refresh_from_db()
        assert row.name == stored


def test_a_version_gets_its_name_in_the_list(post: Post, author_client: Client) -> None:
    [first, _last] = revisions(post)
    data = {"name": "初稿", "list": "1"}
    response = author_client.post(url(post, "revision_name", first.pk), data)
    assert response["Location"] == url(post)
    page = tree(author_client.get(url(post)))
    assert texts(page, "strong.revision-name") == ["初稿"]
    assert [one.split()[0] for one in texts(page, "details.revision-rename summary")] == [
        "名前を付ける",
        "名前を変更",
    ]


# Permissions
def test_who_may_not_open_the_write_screen_sees_no_version(
    post: Post, client_of: Callable[[User], Client]
) -> None:
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="edit_any_post"))
    client = client_of(user)
    assert client.get(url(post, "change")).status_code == 403
    row = revisions(post)[0]
    for address in (
        url(post),
        *(url(post, name, row.pk) for name in ("revision", "revision_preview")),
    ):
        assert client.get(address).status_code == 404


# The write screen
def test_a_new_post_is_one_version_with_its_tags(
    author_client: Client, author: Author, author_user: User
) -> None:
    save_form(author_client, reverse("admin:blog_post_add"), title="題", body="一", tags="糸、布")
    (row,) = store.of(Post.objects.get())
    assert (row.user, store.content_of(row)["tags"]) == (author_user, "布、糸")
