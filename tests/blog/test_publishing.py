"""Publishing workflow, signals and audit log: blog/publishing.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import User
from blog import publishing, signals
from blog.enums import HomePlace, Status
from blog.models import Post, PreviousPath
from comments import moderation
from tests.factories import (
    draft_post,
    expired_post,
    held_comment,
    published_page,
    published_post,
    scheduled_post,
    trashed_draft,
    trashed_post,
)

pytestmark = pytest.mark.django_db

SIGNALS = {
    "published": signals.entry_published,
    "changed": signals.entry_changed,
    "unpublished": signals.entry_unpublished,
}


@contextmanager
def sent_signals() -> Iterator[list[tuple[str, str, str]]]:
    """Collect what is announced inside the block: (event, old URL, new URL)."""
    heard: list[tuple[str, str, str]] = []
    receivers = []
    for name, signal in SIGNALS.items():

        def receive(name: str = name, **facts: Any) -> None:
            heard.append((name, facts["old_url"], facts["url"]))

        signal.connect(receive, weak=False)
        receivers.append((signal, receive))
    try:
        yield heard
    finally:
        for signal, receive in receivers:
            signal.disconnect(receive)


def in_minutes(minutes: float) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def test_saving_a_draft_derives_its_html_and_announces_nothing() -> None:
    with sent_signals() as heard:
        post = draft_post(title="本当なのか", body="## 見出し\n\n**強調**です。")
    post.refresh_from_db()
    assert "<strong>強調</strong>" in post.body_html
    assert [heading.text for heading in post.toc_entries] == ["見出し"]
    assert post.derived_excerpt.startswith("見出し") or post.derived_excerpt.startswith("強調")
    assert post.first_published_at is None
    assert heard == []


def test_publishing_announces_once_and_keeps_the_first_moment() -> None:
    post = draft_post(slug="first")
    with sent_signals() as heard:
        publishing.publish(post)
        publishing.publish(post)
    first = post.first_published_at
    publishing.unpublish(post)
    publishing.publish(post)
    post.refresh_from_db()
    assert heard == [("published", "/posts/first/", "/posts/first/")]
    assert post.first_published_at == first == post.published_at


def test_changing_the_text_of_a_public_post_is_news_and_moves_its_updated_date() -> None:
    post = published_post(slug="p", updated_at=timezone.now() - timedelta(days=3))
    before = post.updated_at
    post.body = "新しい本文です。"
    with sent_signals() as heard:
        publishing.save(post, fields=["body"])
    assert heard == [("changed", "/posts/p/", "/posts/p/")]
    assert post.updated_at > before


def test_saving_without_a_change_is_no_news() -> None:
    post = published_post()
    before = Post.objects.get(pk=post.pk).updated_at
    with sent_signals() as heard:
        publishing.save(Post.objects.get(pk=post.pk), fields=["title", "body"])
    assert heard == []
    assert Post.objects.get(pk=post.pk).updated_at == before


def test_a_new_slug_is_announced_with_the_old_address_which_is_kept() -> None:
    post = published_post(slug="old")
    post.slug = "new"
    with sent_signals() as heard:
        publishing.save(post, fields=["slug"])
    assert heard == [("changed", "/posts/old/", "/posts/new/")]
    assert PreviousPath.objects.get().path == "/posts/old/"


def test_a_scheduled_post_is_public_at_its_minute_without_any_worker() -> None:
    post = scheduled_post(go_live_at=in_minutes(5))
    assert not post.is_public_at(in_minutes(4.9))
    assert post.is_public_at(in_minutes(5.1))
    assert list(Post.objects.published(in_minutes(4.9))) == []
    assert list(Post.objects.published(in_minutes(5.1))) == [post]


def test_the_worker_publishes_a_due_post_exactly_once() -> None:
    post = scheduled_post(slug="due", go_live_at=in_minutes(5))
    with sent_signals() as heard:
        results = [publishing.publish_due(in_minutes(m)) for m in (4, 6, 6)]
    post.refresh_from_db()
    assert results == [0, 1, 0]
    assert heard == [("published", "/posts/due/", "/posts/due/")]
    assert (post.status, post.first_published_at) == (Status.PUBLISHED, post.published_at)


def test_a_post_scheduled_for_the_past_is_published_at_once() -> None:
    post = scheduled_post(go_live_at=in_minutes(-5))
    assert post.status == Status.PUBLISHED


def test_publishing_with_a_future_date_schedules() -> None:
    later = in_minutes(60)
    post = published_post(published_at=later)
    assert (post.status, post.go_live_at, post.is_published) == (Status.SCHEDULED, later, False)


def test_an_expired_post_is_gone_before_the_worker_comes_and_a_draft_afterwards() -> None:
    post = expired_post()
    assert list(Post.objects.published()) == []
    with sent_signals() as heard:
        assert (publishing.expire_due(), publishing.expire_due()) == (1, 0)
    post.refresh_from_db()
    assert post.status == Status.DRAFT
    assert [event for event, *_ in heard] == ["unpublished"]


def test_unpublishing_announces_that_it_is_gone() -> None:
    post = published_post(slug="p")
    with sent_signals() as heard:
        publishing.unpublish(post)
    assert heard == [("unpublished", "/posts/p/", "/posts/p/")]


def test_trash_and_restore_bring_back_the_former_status() -> None:
    post = published_post()
    with sent_signals() as heard:
        publishing.trash(post)
        publishing.trash(post)
        publishing.restore(post)
    assert post.status == Status.PUBLISHED
    assert [event for event, *_ in heard] == ["unpublished", "published"]


@pytest.mark.parametrize(("make", "gone"), [(trashed_post, True), (trashed_draft, False)])
def test_only_what_readers_have_seen_is_gone(make: Any, gone: bool) -> None:
    assert make().is_gone is gone


def test_a_due_post_trashed_before_the_worker_came_counts_as_seen() -> None:
    post = scheduled_post(go_live_at=in_minutes(5))
    Post.objects.filter(pk=post.pk).update(published_at=in_minutes(-1), go_live_at=in_minutes(-1))
    post.refresh_from_db()
    publishing.trash(post)
    assert post.is_gone


def test_the_trash_is_emptied_after_thirty_days_and_not_before() -> None:
    post = trashed_post()
    kept = published_post()
    assert publishing.empty_trash(timezone.now() + timedelta(days=29)) == 0
    assert publishing.empty_trash(timezone.now() + timedelta(days=31)) == 1
    assert list(Post.objects.all()) == [kept]
    assert not Post.objects.filter(pk=post.pk).exists()


def test_a_crash_in_an_effect_leaves_the_old_state() -> None:
    post = draft_post(slug="before")

    def fail(**facts: Any) -> None:
        raise DatabaseError("the disk is full")

    signals.entry_published.connect(fail)
    try:
        post.slug, post.status = "after", Status.PUBLISHED
        with pytest.raises(DatabaseError):
            publishing.save(post, fields=["slug", "status"])
    finally:
        signals.entry_published.disconnect(fail)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.slug, stored.status) == ("before", Status.DRAFT)
    assert PreviousPath.objects.count() == 0


def test_rebuilding_replaces_stale_html_and_leaves_the_moments_alone() -> None:
    post = published_post(body="本文です。")
    page = published_page()
    Post.objects.filter(pk=post.pk).update(body_html="<p>stale</p>", renderer_version="0.0")
    updated_at = Post.objects.get(pk=post.pk).updated_at
    assert publishing.rebuild_all() == 1
    stored = Post.objects.get(pk=post.pk)
    assert stored.body_html == post.body_html
    assert stored.updated_at == updated_at
    assert page.body_html


def test_the_row_and_the_query_agree_about_what_is_public() -> None:
    now = timezone.now()
    for status in Status:
        for published_at in (None, now - timedelta(hours=1), now + timedelta(hours=1)):
            for expire_at in (None, now - timedelta(minutes=1), now + timedelta(hours=2)):
                Post.objects.create(
                    title="x",
                    slug=f"p{Post.objects.count()}",
                    status=status,
                    published_at=published_at,
                    expire_at=expire_at,
                )
    by_row = {post.pk for post in Post.objects.all() if post.is_public_at(now)}
    assert by_row == set(Post.objects.published(now).values_list("pk", flat=True))
    assert len(by_row) == 4


# Stale instances
def test_saving_a_text_keeps_what_others_stored_meanwhile(moderator_user: User) -> None:
    post = published_post()
    comment = held_comment(post)
    read_earlier = Post.objects.get(pk=post.pk)
    moderation.approve(comment, by=moderator_user)
    publishing.place_on_home(post, HomePlace.PINNED)
    read_earlier.body = "新しい本文です。"
    publishing.save(read_earlier, fields=["body"])
    for shown in (Post.objects.get(pk=post.pk), read_earlier):
        assert (shown.comment_count, shown.home_place) == (1, HomePlace.PINNED)
        assert "新しい本文です。" in shown.body_html


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        (publishing.publish, Status.PUBLISHED),
        (publishing.unpublish, Status.DRAFT),
        (publishing.trash, Status.TRASHED),
        (lambda post: publishing.schedule(post, at=in_minutes(5)), Status.SCHEDULED),
        (publishing.rebuild, Status.PUBLISHED),
    ],
)
def test_a_change_of_status_writes_no_text(verb: Any, status: Status) -> None:
    post = published_post(body="前の本文です。")
    read_earlier = Post.objects.get(pk=post.pk)
    post.body = "新しい本文です。"
    publishing.save(post, fields=["body"])
    read_earlier.title = "忘れられた題"
    verb(read_earlier)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.body, stored.title) == ("新しい本文です。", post.title)
    assert "新しい本文です。" in stored.body_html
    assert stored.status == status


def test_a_stored_entry_is_never_written_whole() -> None:
    post = published_post()
    with pytest.raises(TypeError):
        publishing.save(post)


def test_what_is_in_the_trash_by_now_stays_there() -> None:
    post = published_post()
    read_earlier = Post.objects.get(pk=post.pk)
    publishing.trash(post)
    assert not publishing.publish(read_earlier)
    assert not publishing.unpublish(read_earlier)
    assert not publishing.schedule(read_earlier, at=in_minutes(5))
    assert read_earlier.status == Post.objects.get().status == Status.TRASHED


# Expiry
def test_what_has_expired_is_not_published_and_the_reason_is_said() -> None:
    post = expired_post()
    expiry = Post.objects.get(pk=post.pk).expire_at
    publishing.expire_due()
    for verb in (publishing.publish, lambda post: publishing.schedule(post, at=in_minutes(5))):
        with pytest.raises(ValidationError) as refused:
            verb(Post.objects.get(pk=post.pk))
        assert f"{timezone.localtime(expiry):%-d}" in refused.value.messages[0]
    stored = Post.objects.get(pk=post.pk)
    assert (stored.status, stored.expire_at) == (Status.DRAFT, expiry)


def test_what_would_expire_before_it_appears_is_not_scheduled() -> None:
    post = draft_post(expire_at=in_minutes(10))
    with pytest.raises(ValidationError):
        publishing.schedule(post, at=in_minutes(20))
    assert publishing.schedule(post, at=in_minutes(5))
