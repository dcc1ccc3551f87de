"""Preview links: who makes them, what they show, and when they end."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.enums import Verb
from audit.models import Event
from blog import preview_links, publishing
from blog.enums import Status
from blog.models import Author, Page, Post, PreviewLink
from blog.models.redirect import NotFoundPath
from blog.redirects import not_found_log
from blog.rendering import derive
from blog.revisions import store
from tests.factories import (
    draft_page,
    draft_post,
    in_review_post,
    private_post,
    published_post,
    scheduled_post,
    trashed_draft,
)

pytestmark = pytest.mark.django_db


def page_of(entry: Post | Page) -> str:
    return reverse(f"admin:blog_{entry._meta.model_name}_preview_links", args=[entry.pk])


def path_of(entry: Post | Page, user: User, days: int = 7) -> str:
    """Create a link; return its path."""
    return urlsplit(preview_links.create(entry, by=user, days=days)[1]).path


# Creating
def test_an_author_creates_a_link_and_someone_without_an_account_reads_the_draft(
    author_client: Client, author: Author, stranger: Client
) -> None:
    post = draft_post(title="下書きの題", body="まだ誰も読んでいない文。", authors=[author])
    response = author_client.post(page_of(post), {"days": 1})
    url = response.context["new_url"]
    assert url in response.content.decode()
    assert url not in author_client.get(page_of(post)).content.decode()
    read = stranger.get(urlsplit(url).path)
    text = read.content.decode()
    assert read.status_code == 200
    assert "下書きの題" in text
    assert "まだ誰も読んでいない文。" in text
    assert "プレビュー" in text
    assert stranger.get(post.get_absolute_url()).status_code == 404


def test_a_page_has_preview_links_too(editor_client: Client, stranger: Client) -> None:
    page = draft_page(body="準備中の案内。")
    url = editor_client.post(page_of(page), {"days": 7}).context["new_url"]
    assert "準備中の案内。" in stranger.get(urlsplit(url).path).content.decode()


@pytest.mark.parametrize("days", preview_links.DAYS)
def test_a_link_is_valid_for_the_chosen_days(
    days: int, author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    author_client.post(page_of(post), {"days": days})
    left = PreviewLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=days, minutes=-1) < left <= timedelta(days=days)


@pytest.mark.parametrize("days", ["", "2", "365", "-1", "x"])
def test_other_periods_are_refused(days: str, author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    response = author_client.post(page_of(post), {"days": days})
    assert "days" in response.context["form"].errors
    assert not PreviewLink.objects.exists()


def test_the_token_has_256_bits_and_is_not_stored(author_user: User, author: Author) -> None:
    post = draft_post(authors=[author])
    tokens = {path_of(post, author_user).split("/")[-2] for _number in range(5)}
    assert len(tokens) == 5
    assert {len(token) for token in tokens} == {43}  # 32 bytes in base64
    stored = str(list(PreviewLink.objects.values())) + str(list(Event.objects.values()))
    assert not [token for token in tokens if token in stored]


@pytest.mark.parametrize("role", ["stranger", "reader", "other_author", "moderator"])
def test_no_one_else_sees_creates_or_revokes_links(
    role: str, author_user: User, author: Author, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue("stranger" if role == "stranger" else f"{role}_client")
    post = draft_post(authors=[author])
    link, _url = preview_links.create(post, by=author_user)
    revoke = reverse("admin:blog_post_preview_link_revoke", args=[post.pk, link.pk])
    answers = [client.get(page_of(post)), client.post(page_of(post), {"days": 7})]
    answers.append(client.post(revoke))
    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert list(PreviewLink.objects.all()) == [link]


def test_a_link_is_not_revoked_through_another_entry(
    other_author_client: Client, other_author: Author, author_user: User, author: Author
) -> None:
    link, _url = preview_links.create(draft_post(authors=[author]), by=author_user)
    own = draft_post(authors=[other_author])
    other_author_client.post(reverse("admin:blog_post_preview_link_revoke", args=[own.pk, link.pk]))
    assert PreviewLink.objects.filter(pk=link.pk).exists()


def test_an_entry_has_a_limited_number_of_links(
    author_client: Client, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_links, "MAX_LINKS", 2)
    post = draft_post(authors=[author])
    for _number in range(3):
        response = author_client.post(page_of(post), {"days": 7})
    assert "new_url" not in response.context
    assert PreviewLink.objects.count() == 2


# Reading
@pytest.mark.parametrize(
    "make", [draft_post, in_review_post, scheduled_post, private_post, published_post]
)
def test_the_page_is_not_stored_indexed_or_named_to_other_sites(
    make: Any, author_user: User, author: Author, stranger: Client
) -> None:
    path = path_of(make(authors=[author]), author_user)
    for address in (path, "/preview/unknown/"):
        response = stranger.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    text = stranger.get(path).content.decode()
    assert path.split("/")[-2] not in text


def test_the_page_offers_neither_comments_nor_sharing(
    author_user: User, author: Author, stranger: Client
) -> None:
    text = stranger.get(path_of(published_post(authors=[author]), author_user)).content.decode()
    assert "data-comments" not in text
    assert "data-share" not in text


def test_of_a_published_post_the_link_shows_the_newest_text_of_its_creator(
    author_user: User, author: Author, editor_user: User, stranger: Client
) -> None:
    post = published_post(title="題", body="公開中の文。", authors=[author])
    own, others = path_of(post, author_user), path_of(post, editor_user)
    store.autosave(post, user=author_user, content={"body": "**書き直し**の文。"})
    text = stranger.get(own).content.decode()
    assert "<strong>書き直し</strong>の文。" in text
    assert "公開中の文。" not in text
    for address in (others, post.get_absolute_url()):
        text = stranger.get(address).content.decode()
        assert "公開中の文。" in text
        assert "書き直し" not in text


def test_a_saved_text_that_is_newer_than_the_autosave_is_shown(
    author_user: User, author: Author, stranger: Client
) -> None:
    post = published_post(body="公開中の文。", authors=[author])
    store.autosave(post, user=author_user, content={"body": "古い自動保存。"})
    post.body = "別の人が保存した文。"
    publishing.save(post, fields=["body"])
    text = stranger.get(path_of(post, author_user)).content.decode()
    assert "別の人が保存した文。" in text


def test_an_autosave_is_rendered_once_and_again_after_a_change(
    author_user: User, author: Author, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published_post(authors=[author])
    path = path_of(post, author_user)
    rendered = []

    def counted(*args: Any, **kwargs: Any) -> object:
        rendered.append(1)
        return derive(*args, **kwargs)

    monkeypatch.setattr(preview_links, "derive", counted)
    for body, expected in (("一つ目。", 1), ("一つ目。", 1), ("二つ目。", 2)):
        store.autosave(post, user=author_user, content={"body": body})
        assert body in stranger.get(path).content.decode()
        assert len(rendered) == expected


def test_reading_takes_few_queries(author_user: User, author: Author, stranger: Client) -> None:
    path = path_of(draft_post(authors=[author]), author_user)
    stranger.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        stranger.get(path)
    assert len(queries) <= 12


def test_a_post_to_the_link_changes_nothing(
    author_user: User, author: Author, stranger: Client
) -> None:
    path = path_of(draft_post(authors=[author]), author_user)
    assert stranger.post(path).status_code == 405


# The end
def ended(client: Client, path: str) -> bool:
    response = client.get(path)
    return response.status_code == 410 and "秘密の文" not in response.content.decode()


def test_an_expired_link_shows_nothing(author_user: User, author: Author, stranger: Client) -> None:
    path = path_of(draft_post(body="秘密の文", authors=[author]), author_user)
    PreviewLink.objects.update(expires_at=timezone.now())
    assert ended(stranger, path)
    assert preview_links.prune() == 1


def test_a_revoked_link_shows_nothing(
    author_client: Client, author_user: User, author: Author, stranger: Client
) -> None:
    post = draft_post(body="秘密の文", authors=[author])
    path, kept = path_of(post, author_user), path_of(post, author_user)
    link = PreviewLink.objects.order_by("pk")[0]
    author_client.post(reverse("admin:blog_post_preview_link_revoke", args=[post.pk, link.pk]))
    assert ended(stranger, path)
    assert stranger.get(kept).status_code == 200


def test_trashing_revokes_the_links_for_good(
    author_user: User, author: Author, stranger: Client
) -> None:
    post = draft_post(body="秘密の文", authors=[author])
    path = path_of(post, author_user)
    publishing.trash(post)
    assert ended(stranger, path)
    publishing.restore(post)
    assert ended(stranger, path)


def test_a_post_in_the_trash_gets_no_link(author_client: Client, author: Author) -> None:
    author_client.post(page_of(trashed_draft(authors=[author])), {"days": 7})
    assert not PreviewLink.objects.exists()


def test_a_link_ends_when_its_creator_may_not_edit_the_post_any_more(
    author_user: User, author: Author, other_author: Author, stranger: Client
) -> None:
    post = draft_post(body="秘密の文", authors=[author])
    path = path_of(post, author_user)
    post.authorships.update(author=other_author)
    assert ended(stranger, path)
    post.authorships.update(author=author)
    assert stranger.get(path).status_code == 200
    User.objects.filter(pk=author_user.pk).update(is_active=False)
    assert ended(stranger, path)


# Traces
def test_creating_and_revoking_are_logged(
    author_client: Client, author_user: User, author: Author
) -> None:
    post = draft_post(authors=[author])
    author_client.post(page_of(post), {"days": 7})
    link = PreviewLink.objects.get()
    revoke = reverse("admin:blog_post_preview_link_revoke", args=[post.pk, link.pk])
    author_client.post(revoke)
    author_client.post(revoke)  # nothing to revoke
    verbs = [event.verb for event in Event.objects.filter(actor=author_user).order_by("pk")]
    assert verbs == [Verb.PREVIEW_LINK_ADDED, Verb.PREVIEW_LINK_REVOKED]


def test_the_token_is_in_no_log(
    author_user: User, author: Author, stranger: Client, access_lines: Any
) -> None:
    path = path_of(draft_post(authors=[author]), author_user)
    token = path.split("/")[-2]
    stranger.get(path)
    PreviewLink.objects.all().delete()
    stranger.get(path)
    stranger.get(path.rstrip("/") + "/x")  # a mistyped link
    assert {line["path"] for line in access_lines()} == {"/preview/<str:token>/", "/preview/…"}
    not_found_log.flush()
    assert not NotFoundPath.objects.filter(path__contains=token).exists()


def test_the_status_stays_what_it_was(author_user: User, author: Author, stranger: Client) -> None:
    post = draft_post(authors=[author])
    before = Post.objects.values().get(pk=post.pk)
    stranger.get(path_of(post, author_user))
    assert Post.objects.values().get(pk=post.pk) == before
    assert post.status == Status.DRAFT
