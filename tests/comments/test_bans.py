"""Rules about writers, networks, words and domains: how they are written down, made and changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from blog.models import Post
from comments import bans
from comments.models import Ban, Comment
from tests.comments.moderators import QUEUE
from tests.factories import held_comment

pytestmark = pytest.mark.django_db


# What a rule is about, and until when
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com", "example.com"),
        (" HTTPS://WWW.Example.COM./path?x=1#y ", "example.com"),
        ("*.example.com", "example.com"),
        ("//user:secret@shop.example.com:8443/", "shop.example.com"),
        ("日本語.jp", "xn--wgv71a119e.jp"),
        ("ｅｘａｍｐｌｅ。ｃｏｍ", "example.com"),
    ],
)
def test_a_domain_is_kept_as_domains_are_compared(typed: str, kept: str) -> None:
    assert bans.folded("domain", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "localhost",
        "two words.com",
        "-a.example",
        "http://[",
        "a" * 64 + ".com",
        "..",
        "\x00.jp",
    ],
)
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        bans.folded("domain", typed)


def test_a_word_is_kept_in_one_spelling() -> None:
    assert bans.folded("word", "  ＢＵＹ　Now ﾊﾞｲｱ ") == "buy now バイア"
    for typed in ("", " ", "あ"):
        with pytest.raises(ValidationError):
            bans.folded("word", typed)


def test_the_subject_of_a_ban_is_the_account_else_the_key_of_the_writer(
    reader_user: User, post: Post
) -> None:
    guest, member = held_comment(post), held_comment(post, user=reader_user)
    Comment.objects.filter(pk=guest.pk).update(writer_key="W", network_key="N")
    guest.refresh_from_db()
    assert bans.subject(guest, "writer") == "W"
    assert bans.subject(guest, "network") == "N"
    assert bans.subject(member, "writer") == f"user-{reader_user.pk}"


def test_a_rule_about_a_domain_is_about_the_first_link(post: Post) -> None:
    comment = held_comment(post, text="見て（https://spam.example/a）と https://b.example")
    assert bans.subject(comment, "domain") == "spam.example"
    assert bans.subject(held_comment(post), "domain") == ""


@pytest.mark.parametrize(
    ("lasting", "days"), [("day", 1), ("week", 7), ("month", 30), ("forever", None)]
)
def test_a_rule_ends_when_it_was_said_to(
    moderator_user: User, lasting: str, days: int | None
) -> None:
    until = bans.Lasting(lasting).until
    bans.impose("word", "当たる", effect="hold", until=until, by=moderator_user)
    assert Ban.objects.in_force().count() == 1
    ban = Ban.objects.get()
    if days is None:
        assert ban.expires_at is None
    else:
        assert ban.expires_at is not None
        assert abs(ban.expires_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
        Ban.objects.update(expires_at=timezone.now())
        assert not Ban.objects.in_force().exists()


def test_the_same_rule_again_is_one_rule_with_the_later_words(
    moderator_user: User, editor_user: User
) -> None:
    bans.impose("word", "当たる", effect="hold", until=None, by=moderator_user, note="宣伝")
    bans.impose("word", "当たる", effect="refuse", until=None, by=editor_user)
    ban = Ban.objects.get()
    assert (ban.effect, ban.note, ban.created_by) == ("refuse", "", moderator_user)
    verbs = Event.objects.filter(actor_kind="person").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["added", "changed"]


def test_the_log_does_not_keep_the_key_of_a_reader(moderator_user: User, post: Post) -> None:
    key = "K" * 43
    bans.impose("writer", key, effect="slow", until=None, by=moderator_user)
    event = Event.objects.get(verb="added")
    assert key not in f"{event.target_title} {event.note} {event.search_text}"


# From a card of the queue
def test_a_rule_is_made_from_a_card_about_the_writer(
    moderator_client: Client, moderator_user: User, post: Post
) -> None:
    comment = held_comment(post)
    Comment.objects.update(writer_key="K" * 43)
    fields = {"kind": "writer", "effect": "slow", "lasting": "week", "note": "連投", "value": ""}
    moderator_client.post(f"{QUEUE}{comment.pk}/rule/", fields)
    ban = Ban.objects.get()
    assert (ban.kind, ban.value, ban.effect, ban.note) == ("writer", "K" * 43, "slow", "連投")
    assert (ban.comment, ban.created_by) == (comment, moderator_user)
    assert ban.expires_at is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "network"},  # it is not known
        {"kind": "domain", "value": "no domain"},
        {"kind": "word", "value": "あ"},
        {"kind": "word", "value": "当たる", "lasting": "year"},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_the_reason_and_what_was_typed(
    moderator_client: Client, post: Post, fields: dict[str, str]
) -> None:
    comment = held_comment(post)
    fields = {"effect": "hold", "lasting": "day", "note": "わけ", **fields}
    answer = moderator_client.post(f"{QUEUE}{comment.pk}/rule/", fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "errorlist" in page
    assert 'value="わけ"' in page
    assert not Ban.objects.exists()


# By hand
def test_a_moderator_writes_a_rule_about_a_word_and_ends_it(moderator_client: Client) -> None:
    address = "/admin/comments/ban/add/"
    fields = {"kind": "word", "value": "ＢＵＹ　Now", "effect": "refuse", "note": ""}
    assert moderator_client.post(address, fields).status_code == 302
    ban = Ban.objects.get()
    assert (ban.value, ban.effect) == ("buy now", "refuse")
    assert ban.created_by is not None
    same = moderator_client.post(address, {**fields, "value": "buy now"})
    assert same.status_code == 200
    assert Ban.objects.count() == 1
    moderator_client.post(f"/admin/comments/ban/{ban.pk}/delete/", {"post": "yes"})
    assert not Ban.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"kind": "domain", "value": "no"}, {"kind": "writer", "value": "x"}]
)
def test_a_rule_by_hand_is_about_a_word_or_a_domain(
    moderator_client: Client, fields: dict[str, str]
) -> None:
    answer = moderator_client.post("/admin/comments/ban/add/", {"effect": "hold", **fields})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Ban.objects.exists()


def test_a_rule_about_a_writer_is_changed_but_shows_no_key(
    moderator_client: Client, moderator_user: User, post: Post
) -> None:
    comment, key = held_comment(post), "K" * 43
    ban = bans.impose("writer", key, effect="hold", until=None, by=moderator_user, comment=comment)
    address = f"/admin/comments/ban/{ban.pk}/change/"
    for path in (address, "/admin/comments/ban/"):
        shown = moderator_client.get(path).content.decode()
        assert key not in shown
        assert f"{QUEUE}?comment={comment.pk}" in shown
    moderator_client.post(address, {"effect": "refuse", "note": "", "kind": "word", "value": "x"})
    ban.refresh_from_db()
    assert (ban.kind, ban.value, ban.effect) == ("writer", key, "refuse")


def test_a_rule_that_ends_in_the_repeated_hour_is_changed(
    moderator_client: Client, settings: Any
) -> None:
    settings.TIME_ZONE = "America/New_York"
    end = datetime(2025, 11, 2, 6, 30, tzinfo=UTC)
    ban = Ban.objects.create(kind="word", value="x", effect="hold", expires_at=end)
    data = {
        "kind": "word",
        "value": "x",
        "effect": "refuse",
        "note": "",
        "expires_at": "2025-11-02T01:30",
    }
    answer = moderator_client.post(f"/admin/comments/ban/{ban.pk}/change/", data)
    assert answer.status_code == 302
    ban.refresh_from_db()
    assert (ban.effect, ban.expires_at) == ("refuse", end)
