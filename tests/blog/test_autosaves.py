"""Autosaves of the write screen, and keys of new entries: blog/admin/autosaves.py."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from blog.enums import Status
from blog.models import Author, CreationKey, Page, Post, Revision
from blog.revisions import store
from core.markdown import MAX_SOURCE
from tests.blog.test_entries import ADD, admin_url, form_data, save
from tests.factories import draft_post, published_post

pytestmark = pytest.mark.django_db

FIRST, SECOND = "1" * 32, "2" * 32
NEW = reverse_lazy("admin:blog_post_autosave_new")


def autosave(client: Client, post: Post, **texts: str) -> int:
    url = reverse("admin:blog_post_autosave", args=[post.pk])
    return client.post(url, texts).status_code


def test_an_autosave_changes_nothing_that_readers_see(
    author_client: Client, author: Author
) -> None:
    post = published_post(body="いまの文。", authors=[author])
    assert autosave(author_client, post, body="次の文。", title="題") == 200
    stored = Post.objects.get()
    assert (stored.body, stored.title, stored.updated_at) == (
        post.body,
        post.title,
        post.updated_at,
    )
    [row] = Revision.objects.filter(kind="autosaved")
    assert store.content_of(row)["body"] == "次の文。"


def test_autosaves_of_a_window_are_one_row_until_it_saves(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    for text in ("あ", "あい", "あいう"):
        autosave(author_client, post, body=text, window=FIRST)
    assert Revision.objects.filter(kind="autosaved").count() == 1
    save(author_client, admin_url("change", post), body="あいうえ", window=FIRST)
    autosave(author_client, post, body="かきく", window=FIRST)
    assert Revision.objects.filter(kind="autosaved").count() == 2


def offered(client: Client, post: Post) -> list[str]:
    """The autosaved texts that the write screen offers."""
    context = client.get(admin_url("change", post)).context
    return [one["data"]["fields"]["body"] for one in context["autosaved"]]


def test_windows_of_one_account_do_not_overwrite_each_other(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="一つ目の窓。", window=FIRST)
    autosave(author_client, post, body="二つ目の窓。", window=SECOND)
    autosave(author_client, post, body="一つ目の窓、続き。", window=FIRST)
    assert offered(author_client, post) == ["一つ目の窓、続き。", "二つ目の窓。"]
    save(author_client, admin_url("change", post), body="保存した。", window=FIRST)
    assert offered(author_client, post) == ["二つ目の窓。"]


def test_a_save_without_a_change_of_the_text_ends_the_offer(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="取り消した文。", window=FIRST)
    save(author_client, admin_url("change", post), window=FIRST)
    assert offered(author_client, post) == []
    assert Revision.objects.filter(kind="autosaved").exists()


def test_a_discarded_text_is_not_offered_but_stays_a_version(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="いらない。", window=FIRST)
    [row] = Revision.objects.filter(kind="autosaved")
    for key in ("x", "9" * 30, str(row.pk)):
        assert autosave(author_client, post, discard=key) == 200
    assert offered(author_client, post) == []
    assert Revision.objects.filter(pk=row.pk).exists()


def test_a_restored_autosave_is_not_offered(author_client: Client, author: Author) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="戻す文。", window=FIRST)
    [row] = Revision.objects.filter(kind="autosaved")
    author_client.post(reverse("admin:blog_post_revision_restore", args=[post.pk, row.pk]))
    assert offered(author_client, post) == []


@pytest.mark.parametrize("key", ["", "x", "A" * 32])
def test_windows_without_a_valid_key_are_one(
    author_client: Client, author: Author, key: str
) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="一。", window=key)
    autosave(author_client, post, body="二。")
    assert offered(author_client, post) == ["二。"]
    save(author_client, admin_url("change", post), body="三。")
    assert offered(author_client, post) == []


def test_only_who_may_change_the_entry_autosaves(
    author_client: Client,
) -> None:
    others = draft_post(body="ひとの文。")
    assert autosave(author_client, others, body="書き換え") == 404
    assert not Revision.objects.filter(kind="autosaved").exists()
    assert (
        author_client.get(reverse("admin:blog_post_autosave", args=[others.pk])).status_code == 405
    )


def test_a_text_that_could_not_be_saved_is_not_autosaved(
    author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    assert autosave(author_client, post, body="長" * (2 * MAX_SOURCE + 1)) == 413


def test_the_write_screen_offers_the_autosave_of_this_user_only(
    author_client: Client, editor_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    autosave(author_client, post, body="まだ保存していない。")
    url = admin_url("change", post)
    assert offered(author_client, post) == ["まだ保存していない。"]
    assert "data-autosaved" not in editor_client.get(url).content.decode()
    save(author_client, url, body="保存した。")
    assert "data-autosaved" not in author_client.get(url).content.decode()


def test_a_repeated_request_with_the_key_creates_one_post(
    author_client: Client, author: Author
) -> None:
    data = form_data(author_client.get(ADD)) | {"title": "一度だけ", "creation_key": str(uuid4())}
    data = {name: value for name, value in data.items() if value is not None}
    first = author_client.post(ADD, {**data, "body": "一"})
    second = author_client.post(ADD, {**data, "body": "一二"})
    assert first["Location"] == second["Location"]
    assert Post.objects.get().body == "一二"


@pytest.mark.parametrize("key", ["", "x", "0" * 31])
def test_without_a_valid_key_every_request_creates_a_post(
    author_client: Client, author: Author, key: str
) -> None:
    for title in ("一", "二"):
        save(author_client, ADD, title=title, creation_key=key)
    assert Post.objects.count() == 2


# New entries
def autosave_new(client: Client, key: str, **texts: str) -> dict[str, str]:
    response = client.post(NEW, {"creation_key": key, **texts})
    assert response.status_code == 200
    data: dict[str, str] = response.json()
    return data


def test_the_first_autosave_creates_a_draft_once(
    author_client: Client, author: Author, stranger: Client
) -> None:
    key = str(uuid4())
    for text in ("一", "一二", "一二三"):
        url = autosave_new(author_client, key, title="はじめての話", body=text)["url"]
    post = Post.objects.get()
    assert (post.title, post.body, post.status) == ("はじめての話", "一", Status.DRAFT)
    assert [row.author for row in post.authorships.all()] == [author]
    assert url == admin_url("change", post)
    assert offered(author_client, post) == ["一二三"]
    assert stranger.get(post.get_absolute_url()).status_code == 404


def test_a_save_after_the_first_autosave_changes_its_draft(
    author_client: Client, author: Author
) -> None:
    key = str(uuid4())
    autosave_new(author_client, key, title="題", body="一")
    data = form_data(author_client.get(ADD)) | {"title": "題", "body": "一二", "creation_key": key}
    author_client.post(ADD, {name: value for name, value in data.items() if value is not None})
    assert Post.objects.get().body == "一二"


@pytest.mark.parametrize("texts", [{}, {"title": " ", "body": "\r\n"}, {"excerpt": "抜き書き"}])
def test_a_post_that_stayed_empty_leaves_no_row(
    author_client: Client, texts: dict[str, str]
) -> None:
    assert autosave_new(author_client, str(uuid4()), **texts) == {}
    assert not Post.objects.exists()
    assert not CreationKey.objects.exists()


def test_a_draft_needs_no_title_and_its_lines_are_cut(author_client: Client) -> None:
    autosave_new(author_client, str(uuid4()), body="題のない話。")
    autosave_new(author_client, str(uuid4()), title="長" * 300)
    assert sorted(len(post.title) for post in Post.objects.all()) == [0, 200]
    assert Post.objects.values("slug").distinct().count() == 2


def test_a_key_creates_nothing_for_another_person(
    author_client: Client, editor_client: Client
) -> None:
    key = str(uuid4())
    autosave_new(author_client, key, body="私の文。")
    response = editor_client.post(NEW, {"creation_key": key, "body": "別の人の文。"})
    assert response.status_code == 403
    assert Post.objects.get().body == "私の文。"


@pytest.mark.parametrize(
    ("data", "status"),
    [({"body": "鍵のない文。"}, 400), ({"body": "長" * (2 * MAX_SOURCE + 1)}, 413)],
)
def test_what_cannot_be_saved_creates_no_draft(
    author_client: Client, data: dict[str, str], status: int
) -> None:
    assert author_client.post(NEW, data).status_code == status
    assert not Post.objects.exists()


def test_who_may_not_add_posts_creates_no_draft(moderator_client: Client) -> None:
    response = moderator_client.post(NEW, {"creation_key": str(uuid4()), "body": "文。"})
    assert response.status_code == 403
    assert not Post.objects.exists()


def test_pages_are_created_too(editor_client: Client) -> None:
    url = reverse("admin:blog_page_autosave_new")
    editor_client.post(url, {"creation_key": str(uuid4()), "title": "案内"})
    assert Page.objects.get().title == "案内"
