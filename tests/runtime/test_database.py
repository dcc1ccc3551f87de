"""Health checks of the database."""

import pytest
from django.db import connection

from core.health import Level
from runtime.health import database
from tests.factories import published_post


@pytest.mark.django_db
def test_a_database_that_answers_and_is_whole():
    assert [look().level for look in (database.answers, database.migrations)] == ["ok", "ok"]
    assert (database.integrity().level, database.write_ahead_log().level) == ("ok", "ok")


@pytest.mark.django_db
def test_migrations_that_are_missing_or_of_a_newer_version_are_told(monkeypatch):
    recorder = database.MigrationExecutor(connection).recorder
    recorder.record_applied("blog", "9999_from_the_future")
    assert database.migrations().level == Level.FAILURE
    assert "blog.9999_from_the_future" in database.migrations().text
    assert "tsuzuri-manage restore" in database.migrations().advice
    recorder.record_unapplied("blog", "9999_from_the_future")
    known = database.MigrationExecutor(connection).loader.disk_migrations
    recorder.record_unapplied("mail", max(name for app, name in known if app == "mail"))
    assert database.migrations().level == Level.FAILURE


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_long_write_ahead_log_is_told(monkeypatch):
    published_post()
    monkeypatch.setattr(database, "LONG_LOG", -1)
    assert database.write_ahead_log().level == Level.WARNING
