"""Identity of commenters: cookie of guests, keyed hashes, daily IDs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from blog.models import Post
from comments import identity
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from tests.comments.conftest import form_url
from tests.comments.readers import sent

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


def test_a_guest_gets_a_secret_with_the_first_comment_and_not_before(
    stranger: Client, post: Post, write: Write
) -> None:
    for path in (
        post.get_absolute_url(),
        form_url(post),
        f"/comments/my/state/blog.post/{post.pk}/",
    ):
        assert "guest" not in stranger.get(path).cookies
    cookie = write(stranger, post).cookies["guest"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert len(cookie.value) == 43


def test_no_secret_is_made_before_a_comment_is_written(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr("comments.identity.secrets.token_urlsafe", made.append)
    assert stranger.get(form_url(post)).status_code == 200
    assert write(stranger, post, comment="").status_code == 422
    assert made == []


def test_the_secret_is_given_once_and_never_stored(
    stranger: Client, post: Post, write: Write
) -> None:
    secret = write(stranger, post).cookies["guest"].value
    response = write(stranger, post, comment="もう一つ")
    assert "guest" not in response.cookies
    first, second = Comment.objects.order_by("pk")
    assert first.writer_key == second.writer_key
    assert secret not in (first.writer_key, first.network_key, first.daily_id)


def test_a_comment_sent_twice_at_once_is_one_and_both_answers_give_the_same_secret(
    stranger: Client, post: Post, write: Write
) -> None:
    first = write(stranger, post)
    del stranger.cookies["guest"]  # the second was sent before the first was answered
    second = write(stranger, post)
    assert Comment.objects.count() == 1
    assert first.cookies["guest"].value == second.cookies["guest"].value
    assert first.cookies["guest"].value not in stranger.cookies["csrftoken"].value


def test_a_made_up_secret_is_replaced(stranger: Client, post: Post, write: Write) -> None:
    stranger.cookies["guest"] = "x"
    assert len(write(stranger, post).cookies["guest"].value) == 43


def test_keys_are_other_ones_under_another_secret_key(settings) -> None:
    before = identity.keyed_hash("network", "192.0.2.1")
    settings.SECRET_KEY = "another"
    assert identity.keyed_hash("network", "192.0.2.1") != before
    assert identity.keyed_hash("guest", "192.0.2.1") != identity.keyed_hash("network", "192.0.2.1")


def test_the_id_of_the_day_changes_every_day_and_accounts_have_none() -> None:
    guest, today = Identity("key", "192.0.2.1"), timezone.localdate()
    assert identity.daily_id(guest, today) == identity.daily_id(guest, today)
    assert identity.daily_id(guest, today) != identity.daily_id(guest, today + timedelta(days=1))
    assert identity.daily_id(guest, today) != identity.daily_id(
        Identity("other", "192.0.2.1"), today
    )
    assert len(identity.daily_id(guest, today)) == 8
    assert identity.daily_id(Identity("user-1", "192.0.2.1", 1), today) == ""


def test_networks_are_kept_as_keys_or_not_at_all(
    stranger: Client, post: Post, write: Write
) -> None:
    assert sent(write, stranger, post).network_key == identity.keyed_hash("network", "127.0.0.1")
    CommentPolicy(keep_network_days=0).save()
    assert sent(write, stranger, post, comment="もう一つ").network_key == ""
