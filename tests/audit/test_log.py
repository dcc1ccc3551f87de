"""Audit log: rows are written in the transaction of the change, with its actor."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from audit import log
from audit.enums import SENTENCES, ActorKind, Verb
from audit.models import AuditSettings, Event
from blog import publishing
from blog.enums import Status
from blog.models import Post
from runtime.scheduler import PeriodicJob, Worker
from tests.factories import draft_post, make_tag, scheduled_post

pytestmark = pytest.mark.django_db


def log_rows(**kwargs):
    """Return the rows without role assignments, as (verb, actor, title, changed), oldest first."""
    rows = Event.objects.exclude(verb=Verb.ROLE_ASSIGNED).filter(**kwargs).order_by("pk")
    return [(row.verb, row.actor_name, row.target_title, row.changed) for row in rows]


@pytest.fixture
def post(author):
    """A draft, with an empty log."""
    post = draft_post(title="雨上がり", authors=[author])
    Event.objects.all().delete()
    return post


def test_the_row_says_who_did_what_to_what(author_user, post):
    event = log.record(Verb.CHANGED, post, by=author_user, changed=["title", "body"])
    event.refresh_from_db()
    assert (event.actor, event.actor_kind) == (author_user, ActorKind.PERSON)
    assert (event.target_kind, event.target_pk) == ("blog.post", str(post.pk))
    assert log_rows() == [("changed", str(author_user), "雨上がり", ["body", "title"])]


def test_the_row_goes_with_the_transaction(post):
    with transaction.atomic():
        log.record(Verb.PUBLISHED, post)
        transaction.set_rollback(True)
    assert log_rows() == []


def test_commands_and_the_worker_name_themselves(post):
    with log.as_actor(log.command_actor("rebuild_html")):
        log.record(Verb.REBUILT)
    with log.as_actor(log.WORKER):
        log.record(Verb.PUBLISHED, post)
    log.record(Verb.BACKED_UP)
    kinds = Event.objects.order_by("pk").values_list("actor_kind", "actor_name")
    assert list(kinds) == [("command", "rebuild_html"), ("worker", ""), ("system", "")]


@pytest.mark.django_db(transaction=True)
def test_what_the_worker_does_is_the_workers():
    scheduled_post(title="予約")
    past = timezone.now() - timedelta(minutes=1)
    Post.objects.update(published_at=past, go_live_at=past)
    Event.objects.all().delete()
    worker = Worker()
    worker.jobs = [PeriodicJob("publish what is due", 2, publishing.publish_due)]
    worker.tick(0)
    event = Event.objects.get()
    assert (event.verb, event.actor_kind) == (Verb.PUBLISHED, ActorKind.WORKER)


def test_a_command_that_touches_much_is_one_row(post):
    with log.as_actor(log.command_actor("load_demo")), log.collapsed(Verb.DEMO_LOADED):
        publishing.publish(post)
        publishing.trash(post)
    assert log_rows() == [("demo_loaded", "load_demo", "", [])]


def test_a_failed_collapsed_block_writes_no_row(post):
    with pytest.raises(RuntimeError), log.collapsed(Verb.DEMO_LOADED):
        raise RuntimeError
    publishing.publish(post)
    assert [row[0] for row in log_rows()] == ["published"]


# Merging of consecutive saves
def save(post, by, **changes):
    for name, value in changes.items():
        setattr(post, name, value)
    with log.as_actor(log.user_actor(by)):
        publishing.save(post, fields=changes)


def test_saves_of_one_person_within_minutes_are_one_row(post, author_user):
    save(post, author_user, body="一")
    save(post, author_user, body="二", title="雨のあと")
    save(post, author_user, body="三")
    event = Event.objects.get()
    assert (event.repeat_count, event.changed, event.target_title) == (
        3,
        ["body", "title"],
        "雨のあと",
    )
    assert event.repeated_until > event.created_at


def test_a_save_after_a_longer_pause_is_a_separate_row(post, author_user):
    save(post, author_user, body="一")
    Event.objects.update(created_at=timezone.now() - log.MERGE_WINDOW)
    save(post, author_user, body="二")
    assert Event.objects.count() == 2


def test_a_row_never_spans_more_than_an_hour(post, author_user):
    save(post, author_user, body="一")
    Event.objects.update(created_at=timezone.now() - log.MAX_SPAN, repeated_until=timezone.now())
    save(post, author_user, body="二")
    assert Event.objects.count() == 2


def test_a_save_after_another_users_is_a_separate_row(post, author_user, editor_user):
    save(post, author_user, body="一")
    save(post, editor_user, body="二")
    save(post, author_user, body="三")
    assert [row[1] for row in log_rows()] == [str(author_user), str(editor_user), str(author_user)]


def test_a_save_after_publishing_is_a_separate_row(post, author_user):
    save(post, author_user, status=Status.PUBLISHED)
    Event.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    save(post, author_user, body="後から")
    assert [row[0] for row in log_rows()] == ["published", "changed"]


# Posts
def test_every_verb_of_publishing_has_its_row(post, administrator_user):
    with log.as_actor(log.user_actor(administrator_user)):
        publishing.schedule(post, at=timezone.now() + timedelta(days=1))
        publishing.publish(post)
        publishing.unpublish(post)
        publishing.trash(post)
        publishing.restore(post)
        publishing.trash(post)
        publishing.delete(post)
    assert [row[0] for row in log_rows()] == [
        *("scheduled", "published", "unpublished", "trashed", "restored", "trashed", "deleted")
    ]
    assert {row[1:3] for row in log_rows()} == {(str(administrator_user), "雨上がり")}


def test_saving_without_a_change_is_no_row(post):
    publishing.save(post, fields=[])
    publishing.rebuild_all()
    assert log_rows() == []


def test_a_new_post_is_added(author):
    draft_post(title="新しい", authors=[author])
    assert log_rows() == [("added", "", "新しい", [])]


def test_what_a_form_saves_after_the_row_belongs_to_it(author_client, author_user):
    form = {"title": "題", "slug": "dai", "body": "本文", "language": "ja", "tags": "糸"}
    form |= {"comment_mode": "default", "ai_use": "none", "status": "draft"}
    author_client.post("/admin/blog/post/add/", form)
    assert log_rows(target_kind="blog.post") == [("added", str(author_user), "題", ["tags"])]


# Actor of the request
def test_the_user_of_a_request_is_the_actor(editor_client, editor_user):
    tag = make_tag(name="糸", slug="ito")
    Event.objects.all().delete()
    editor_client.post(f"/admin/blog/tag/{tag.pk}/change/", {"name": "絹", "slug": "ito"})
    assert log_rows() == [("changed", str(editor_user), "絹", ["name"])]


def test_a_public_page_writes_no_row_and_does_not_access_the_session(
    editor_client, django_assert_num_queries
):
    response = editor_client.get("/")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert log_rows() == []


# Retention
def test_old_rows_are_pruned_as_the_settings_say(post, monkeypatch):
    monkeypatch.setattr(log, "BATCH", 2)
    AuditSettings(keep_days=90).save()
    for days in (1, 89, 91, 92, 400):
        event = log.record(Verb.PUBLISHED, post)
        Event.objects.filter(pk=event.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert log.prune() == 3
    assert log.prune() == 0
    assert Event.objects.count() == 2


def test_every_verb_has_its_sentence():
    assert set(SENTENCES) == set(Verb)
