"""Password-protected posts and pages: who reads them, where, and how often a password may be tried."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from blog import protection, publishing
from blog.enums import HomePlace, Status
from blog.models import Author, Entry, Post, Revision, SidebarWidget
from blog.revisions import store
from comments.models import Comment
from core.rate_limit import RateLimit
from tests.blog.test_entries import admin_url, save
from tests.factories import (
    PASSWORD,
    approved_comment,
    draft_post,
    make_category,
    make_image,
    make_series,
    make_tag,
    protected_page,
    protected_post,
    published_post,
)
from tests.project.test_permissions import public_addresses

pytestmark = pytest.mark.django_db

SECRET = "ひみつ暗号9173"
MAKERS = [protected_post, protected_page]


def secret_entry(make: Callable[..., Any] = protected_post, **fields: Any) -> Any:
    """A protected entry whose texts, except the title, contain SECRET."""
    texts = dict.fromkeys(("body", "excerpt", "meta_description", "cover_alt"), SECRET)
    return make(title="LOCKED9173", slug="locked", cover=make_image(alt=SECRET), **texts, **fields)


def unlock(client: Client, entry: Entry, password: str = PASSWORD, **headers: Any) -> HttpResponse:
    return client.post(protection.unlock_url(entry), {"password": password}, headers=headers)


def text_of(client: Client, entry: Entry) -> HttpResponse:
    return client.get(protection.unlock_url(entry))


# Reading
@pytest.mark.parametrize("make", MAKERS)
def test_the_public_page_has_title_and_form_and_is_the_same_for_everyone(
    make: Callable[..., Entry], stranger: Client, editor_client: Client
) -> None:
    entry = secret_entry(make)
    reader = Client()
    unlock(reader, entry)
    pages = [client.get(entry.get_absolute_url()) for client in (stranger, editor_client, reader)]
    assert len({page.content for page in pages}) == 1
    page = pages[0].content.decode()
    assert pages[0].status_code == 200
    assert "LOCKED9173" in page
    assert f'action="{protection.unlock_url(entry)}"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "og:" not in page
    assert "ld+json" not in page
    assert SECRET not in page
    assert "csrfmiddlewaretoken" not in page
    assert not pages[0].cookies


@pytest.mark.parametrize("make", MAKERS)
def test_the_password_opens_the_text_at_its_own_url(
    make: Callable[..., Entry], stranger: Client
) -> None:
    entry = secret_entry(make)
    response = unlock(stranger, entry)
    assert (response.status_code, response["Location"]) == (302, protection.unlock_url(entry))
    page = text_of(stranger, entry)
    assert page.status_code == 200
    assert SECRET in page.content.decode()
    assert {"no-store", "private"} <= {part.strip() for part in page["Cache-Control"].split(",")}
    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_the_cookie_is_for_one_entry_and_starts_no_session(stranger: Client) -> None:
    post, other = secret_entry(), protected_post(body=SECRET)
    response = unlock(stranger, post)
    assert set(response.cookies) == {protection.COOKIE}
    cookie = response.cookies[protection.COOKIE]
    assert (cookie["path"], cookie["httponly"]) == (protection.unlock_url(post), True)
    assert cookie["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_NAME not in stranger.cookies
    # Even if a browser sent it to another entry with the same password.
    stranger.cookies[protection.COOKIE] = cookie.value
    assert SECRET in text_of(stranger, post).content.decode()
    assert SECRET not in text_of(stranger, other).content.decode()


def test_a_new_password_ends_the_access_of_those_who_knew_the_old_one(stranger: Client) -> None:
    post = secret_entry()
    unlock(stranger, post)
    post.password_hash = protection.hashed("another password")
    publishing.save(post, fields=["password_hash"])
    assert SECRET not in text_of(stranger, post).content.decode()
    assert unlock(stranger, post).status_code == 403
    assert unlock(stranger, post, "another password").status_code == 302


def test_the_access_ends_after_some_days(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    post = secret_entry()
    unlock(stranger, post)
    monkeypatch.setattr(protection, "SECONDS", -1)
    assert SECRET not in text_of(stranger, post).content.decode()


def test_a_forged_cookie_opens_nothing(stranger: Client) -> None:
    post = secret_entry()
    for value in ("1", "1:x:y", "", "\ud800".encode("utf-8", "replace").decode()):
        stranger.cookies[protection.COOKIE] = value
        assert SECRET not in text_of(stranger, post).content.decode()


def test_full_width_letters_and_spaces_around_make_no_difference(stranger: Client) -> None:
    post = protected_post(password="himitsu123")
    assert unlock(stranger, post, " ｈｉｍｉｔｓｕ１２３　").status_code == 302
    assert unlock(stranger, post, "HIMITSU123").status_code == 403


def test_an_entry_without_a_password_is_opened_by_none(stranger: Client) -> None:
    post = secret_entry()
    Post.objects.update(password_hash="")
    for password in ("", PASSWORD, "!"):
        assert unlock(stranger, post, password).status_code == 403
    assert SECRET not in text_of(stranger, post).content.decode()


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PROTECTED])
def test_the_url_of_the_text_serves_protected_entries_only(
    stranger: Client, status: Status
) -> None:
    post = secret_entry()
    unlock(stranger, post)
    Post.objects.update(status=status)
    assert text_of(stranger, post).status_code == 404
    assert unlock(stranger, post).status_code == 404


@pytest.mark.parametrize(
    "moments",
    [
        {"published_at": timedelta(days=1)},
        {"published_at": timedelta(days=-2), "expire_at": timedelta(days=-1)},
    ],
    ids=["not yet", "expired"],
)
def test_a_protected_entry_is_open_between_publication_and_expiry(
    stranger: Client, moments: dict[str, timedelta]
) -> None:
    post = secret_entry()
    unlock(stranger, post)
    Post.objects.update(**{name: timezone.now() + delta for name, delta in moments.items()})
    assert text_of(stranger, post).status_code == 404
    assert stranger.get(post.get_absolute_url()).status_code == 404
    post.refresh_from_db()
    assert not post.is_protected


def test_an_expired_protected_entry_becomes_a_draft() -> None:
    post = secret_entry()
    Post.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publishing.expire_due() == 1
    post.refresh_from_db()
    assert post.status == Status.DRAFT


def test_the_old_url_leads_to_the_form(stranger: Client) -> None:
    post = secret_entry()
    post.slug = "renamed"
    publishing.save(post, fields=["slug"])
    assert stranger.get("/posts/locked/")["Location"] == "/posts/renamed/"


# Tries
def test_a_wrong_password_is_refused_and_the_form_is_shown_again(stranger: Client) -> None:
    post = secret_entry()
    response = unlock(stranger, post, "wrong password")
    page = response.content.decode()
    assert (response.status_code, response.cookies.keys()) == (403, set())
    assert str(protection.WRONG) in page
    assert "LOCKED9173" in page
    assert SECRET not in page
    assert "wrong password" not in page


def test_tries_are_limited_for_each_network(stranger: Client) -> None:
    post, other = secret_entry(), protected_post()
    statuses = [unlock(stranger, post, "x").status_code for _ in range(11)]
    assert statuses == [403] * 10 + [429]
    assert unlock(stranger, post).status_code == 429  # the right one, too late
    assert unlock(stranger, other).status_code == 302


def test_tries_are_limited_for_one_post_over_all_networks(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protection, "TRIES_OF_ENTRY", RateLimit("unlock-entry", 2, 60))
    networks = iter(f"192.0.2.{number}" for number in range(1, 9))
    monkeypatch.setattr(protection, "network_of", lambda request: next(networks))
    post = secret_entry()
    assert [unlock(stranger, post, "x").status_code for _ in range(3)] == [403, 403, 429]


def test_readers_who_know_the_password_use_up_no_tries() -> None:
    post = secret_entry()
    assert {unlock(Client(), post).status_code for _ in range(12)} == {302}


def test_those_who_are_in_stay_in_while_tries_are_limited(stranger: Client) -> None:
    post = secret_entry()
    unlock(stranger, post)
    for _ in range(11):
        unlock(Client(), post, "x")
    assert SECRET in text_of(stranger, post).content.decode()


# Where it does not appear
@pytest.fixture
def everywhere(author: Author) -> tuple[Post, Post]:
    """A protected post, and a public one with the same terms; both are pinned and have comments."""
    terms = {
        "category": make_category(slug="c", home_section=True),
        "series": make_series(slug="s"),
        "tags": [make_tag(slug="t")],
        "authors": [author],
        "home_place": HomePlace.PINNED,
    }
    for kind in ("recent", "popular"):
        SidebarWidget.objects.get_or_create(kind=kind)
    locked = secret_entry(**terms)
    shown = published_post(
        slug="shown", title="公開の記事", body=":::card /posts/locked/\n:::", **terms
    )
    approved_comment(shown, text="公開の感想")
    Post.objects.filter(pk=locked.pk).update(status=Status.PUBLISHED)
    locked.refresh_from_db()
    approved_comment(locked, text=SECRET, name=SECRET)
    locked.refresh_from_db()
    locked.status = Status.PROTECTED
    publishing.save(locked, fields=["status"])
    call_command("rebuild_search", verbosity=0)
    return locked, shown


def test_no_public_url_has_the_text_the_comments_or_the_title(
    everywhere: tuple[Post, Post], stranger: Client, reader_client: Client
) -> None:
    locked, shown = everywhere
    comment = Comment.objects.get(entry_key=f"blog.post:{shown.pk}")
    locked_comment = Comment.objects.get(entry_key=f"blog.post:{locked.pk}")
    urls = {
        *public_addresses(locked, shown, locked_comment).values(),
        *public_addresses(shown, shown, comment).values(),
        f"/search/?q={SECRET}",
        "/search/?q=LOCKED",
        "/search/suggest/?q=LOCKED",
        "/posts/shown/",
        f"/comments/on/blog.post/{locked.pk}/",
        f"/comments/feed/blog.post/{locked.pk}/",
    }
    own = {locked.get_absolute_url(), protection.unlock_url(locked)}
    for client in (stranger, reader_client):
        for url in urls:
            response = client.get(url, follow=True)
            page = b"".join(response) if response.streaming else response.content
            shown_text = page.decode(errors="replace").replace(f'value="{SECRET}"', "")
            if not url.startswith("/search/?q"):  # repeats the query in the title
                assert SECRET not in shown_text, url
            names = ("LOCKED9173", 'href="/posts/locked/', "<link>http://localhost/posts/locked/")
            assert url in own or not any(name in shown_text for name in names), url


def test_the_same_urls_show_it_once_it_is_public(
    everywhere: tuple[Post, Post], stranger: Client
) -> None:
    """So the test above looks at URLs where it could appear."""
    locked, _shown = everywhere
    locked.status = Status.PUBLISHED
    publishing.save(locked, fields=["status"])
    urls = ["/", "/categories/c/", "/tags/t/", "/series/s/", "/feed/", "/feed/json/"]
    urls += ["/posts/shown/", "/search/?q=LOCKED", "/search/suggest/?q=LOCKED"]
    missing = [url for url in urls if "/posts/locked/" not in stranger.get(url).content.decode()]
    assert missing == []
    assert SECRET in stranger.get("/comments/feed/").content.decode()


def test_it_is_not_counted_and_announces_nothing(
    everywhere: tuple[Post, Post], stranger: Client
) -> None:
    locked, shown = everywhere
    assert list(Post.objects.published()) == [shown]
    assert list(Post.objects.protected()) == [locked]
    assert not locked.is_published
    assert locked.is_protected


def test_the_text_page_has_no_comments_and_no_form_for_them(
    everywhere: tuple[Post, Post], stranger: Client
) -> None:
    locked, _shown = everywhere
    unlock(stranger, locked)
    page = text_of(stranger, locked).content.decode()
    assert 'id="comments"' not in page
    assert stranger.get(f"/comments/form/blog.post/{locked.pk}/").status_code == 404


# Writing
@pytest.fixture
def write(author_client: Client) -> Callable[..., Any]:
    """A function that opens a post on the write screen and saves changed `fields`."""

    def send(post: Post, button: str = "_continue", **fields: str) -> Any:
        return save(author_client, admin_url("change", post), button, **fields)

    return send


def test_an_author_protects_a_post_and_the_password_is_stored_as_a_hash(
    author: Author, write: Callable[..., Any], stranger: Client
) -> None:
    post = published_post(authors=[author], body=SECRET)
    write(post, status="protected", password="合言葉は猫です")
    post.refresh_from_db()
    assert post.status == Status.PROTECTED
    assert "合言葉は猫です" not in post.password_hash
    assert "$" in post.password_hash
    assert unlock(stranger, post, "合言葉は猫です").status_code == 302
    assert SECRET not in stranger.get("/feed/").content.decode()


@pytest.mark.parametrize("button", ["_publish", "_protect"])
def test_a_post_with_a_typed_password_is_never_published_openly(
    button: str, author: Author, write: Callable[..., Any]
) -> None:
    post = draft_post(authors=[author])
    write(post, password="合言葉は猫です", button=button)
    post.refresh_from_db()
    assert (post.status, post.is_protected) == (Status.PROTECTED, True)


def test_a_protected_post_opens_at_its_time(author: Author, write: Callable[..., Any]) -> None:
    post = draft_post(authors=[author])
    moment = timezone.localtime() + timedelta(days=2)
    typed = {"password": "合言葉は猫です", "go_live_at": f"{moment:%Y-%m-%dT%H:%M}"}
    write(post, button="_protect", **typed)
    post.refresh_from_db()
    assert (post.status, post.is_protected) == (Status.PROTECTED, False)
    assert Post.objects.protected(moment + timedelta(hours=1)).exists()


def test_publishing_without_the_password_opens_a_protected_post(
    author: Author, write: Callable[..., Any]
) -> None:
    post = protected_post(authors=[author])
    write(post, button="_publish")
    post.refresh_from_db()
    assert post.is_published


def test_a_post_cannot_be_protected_without_a_password(
    author: Author, write: Callable[..., Any]
) -> None:
    post = published_post(authors=[author])
    for password in ("", "12345"):
        response = write(post, status="protected", password=password)
        assert "password" in response.context["adminform"].form.errors
    post.refresh_from_db()
    assert post.status == Status.PUBLISHED


def test_saving_without_a_password_keeps_the_old_one_and_never_shows_it(
    author: Author, author_client: Client, write: Callable[..., Any]
) -> None:
    post = protected_post(authors=[author])
    before = post.password_hash
    assert write(post, title="新しい題").status_code == 302
    post.refresh_from_db()
    assert (post.title, post.password_hash) == ("新しい題", before)
    page = author_client.get(admin_url("change", post)).content.decode()
    assert before not in page
    assert PASSWORD not in page
    assert 'autocomplete="new-password"' in page


def test_the_password_is_in_no_revision_and_no_log(
    author: Author, author_client: Client, editor_client: Client, write: Callable[..., Any]
) -> None:
    post = published_post(authors=[author])
    write(post, status="protected", password="合言葉は猫です", body="新しい本文")
    for revision in Revision.objects.of(post).select_related("snapshot"):
        assert "合言葉" not in str(store.content_of(revision))
    log = editor_client.get(f"/admin/audit/event/?about=blog.post:{post.pk}").content.decode()
    assert "合言葉" not in log


def test_the_list_action_publish_leaves_a_protected_post_protected(
    author: Author, author_client: Client
) -> None:
    post = protected_post(authors=[author])
    author_client.post(
        "/admin/blog/post/", {"action": "publish", "_selected_action": [str(post.pk)]}
    )
    post.refresh_from_db()
    assert post.status == Status.PROTECTED
    assert not publishing.publish(post)
    assert not publishing.schedule(post, at=timezone.now() + timedelta(days=1))
