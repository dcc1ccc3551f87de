"""The test suite itself: conftest.py and factories.py."""

import socket

import pytest
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from blog.models import Page, Post
from tests import emptying, factories
from tests.smtp import Inbox


def test_a_test_cannot_reach_another_machine() -> None:
    with socket.socket() as probe, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match=r"www\.example\.com"):
        socket.getaddrinfo("www.example.com", 80)


def test_a_mail_reaches_the_inbox(smtp: Inbox) -> None:
    send_mail("綴の件名", "本文です。", "blog@example.com", ["reader@example.com"])
    assert [(mail.subject, mail.recipients) for mail in smtp.mails] == [
        ("綴の件名", ["reader@example.com"])
    ]
    assert smtp.mails[0].text.strip() == "本文です。"


@pytest.mark.django_db
def test_factories_make_the_state_that_they_name() -> None:
    made = {
        factories.draft_post: "draft",
        factories.in_review_post: "in_review",
        factories.published_post: "published",
        factories.scheduled_post: "scheduled",
        factories.private_post: "private",
        factories.protected_post: "protected",
        factories.expired_post: "published",
        factories.trashed_post: "trashed",
    }
    posts = {make.__name__: make() for make in made}
    assert {name: post.status for name, post in posts.items()} == {
        make.__name__: status for make, status in made.items()
    }
    assert list(Post.objects.published()) == [posts["published_post"]]
    assert posts["trashed_post"].is_gone
    assert not factories.trashed_draft().is_gone
    factories.draft_page()
    page = factories.published_page()
    assert list(Page.objects.published()) == [page]
    assert list(Post.objects.expired(timezone.now())) == [posts["expired_post"]]


@pytest.mark.django_db
def test_every_role_is_signed_in_as_itself(
    author_client: Client, editor_client: Client, moderator_client: Client, reader_client: Client
) -> None:
    clients = (author_client, editor_client, moderator_client, reader_client)
    names = {client.session["_auth_user_id"] for client in clients}
    assert len(names) == len(clients)


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_a_database_as_it_is_after_every_migration() -> None:
    migrated = emptying.rows()
    Group.objects.get(name="editor").permissions.clear()
    Group.objects.create(name="more")
    factories.approved_comment(factories.published_post())
    with emptying.quickly(migrated):
        TransactionTestCase()._fixture_teardown()
    assert emptying.rows() == migrated
    assert set(migrated) >= {"auth_permission", "auth_group", "django_content_type", "django_site"}
    emit_post_migrate_signal(0, False, "default")
    assert emptying.rows() == migrated  # nothing is left to do


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_test_database_is_sqlite_with_a_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_test_database_is_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()")
        assert cursor.fetchone()[0].startswith("PostgreSQL")
