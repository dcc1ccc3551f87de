"""Autosaves of the write screen, and keys of new entries: blog/admin/autosaves.py."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Author, Post, Revision
from blog.revisions import store
from core.markdown import MAX_SOURCE
from tests.blog.test_entries import ADD, admin_url, form_data, save
from tests.factories import draft_post, published_post

pytestmark = pytest.mark.django_db


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


def test_autosaves_are_one_row_until_the_author_saves(
    author_client: Client, author: Author
) -> None:
    post = draft_post(body="前。", authors=[author])
    for text in ("あ", "あい", "あいう"):
        autosave(author_client, post, body=text)
    assert Revision.objects.filter(kind="autosaved").count() == 1
    save(author_client, admin_url("change", post), body="あいうえ")
    autosave(author_client, post, body="かきく")
    assert Revision.objects.filter(kind="autosaved").count() == 2


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
    offered = author_client.get(url).context["autosaved"]
    assert offered["fields"]["body"] == "まだ保存していない。"
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
