"""After a later migration the previous version can still write, or the migration needs a stop."""

import json

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tools import safe_migrations

LATER = {  # those that the previous version, 0.1.0, cannot write to
    *(("accounts", 5), ("audit", 5), ("backups", 2), ("blog", 11)),
    *(("comments", 8), ("contact", 3), ("core", 7), ("search", 3)),
}


@pytest.fixture
def before() -> ProjectState:
    """A table with a name of up to 20 characters."""
    state = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=20))]
    state.add_model(ModelState("blog", "Thing", fields))
    return state


def migration(operation, **attributes) -> migrations.Migration:
    made = type("Migration", (migrations.Migration,), {"operations": [operation], **attributes})
    return made("0099_later", "blog")


UNSAFE = {
    "a column without a default of the database": migrations.AddField(
        "thing", "size", models.IntegerField(default=0)
    ),
    "a unique column": migrations.AddField(
        "thing", "size", models.IntegerField(db_default=0, unique=True)
    ),
    "a removed column": migrations.RemoveField("thing", "name"),
    "a renamed column": migrations.RenameField("thing", "name", "title"),
    "a removed table": migrations.DeleteModel("thing"),
    "a renamed table": migrations.RenameModel("thing", "Object"),
    "a shorter column": migrations.AlterField("thing", "name", models.CharField(max_length=9)),
    "another type": migrations.AlterField("thing", "name", models.IntegerField()),
    "a column that becomes unique": migrations.AlterField(
        "thing", "name", models.CharField(max_length=20, unique=True)
    ),
    "statements of SQL": migrations.RunSQL("SELECT 1"),
    "a constraint": migrations.AddConstraint(
        "thing", models.UniqueConstraint(fields=["name"], name="one")
    ),
}
SAFE = {
    "a column with a default of the database": migrations.AddField(
        "thing", "size", models.IntegerField(db_default=0)
    ),
    "a column that may be null": migrations.AddField(
        "thing", "size", models.IntegerField(null=True)
    ),
    "a longer column": migrations.AlterField("thing", "name", models.CharField(max_length=30)),
    "another help text": migrations.AlterField(
        "thing", "name", models.CharField(max_length=20, help_text="new")
    ),
    "a new table": migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))]),
    "an index": migrations.AddIndex("thing", models.Index(fields=["name"], name="by_name")),
}


@pytest.mark.parametrize("operation", UNSAFE.values(), ids=UNSAFE)
def test_what_the_previous_version_cannot_write_to_is_refused(operation, before):
    assert safe_migrations.problems(migration(operation), before) != []
    assert safe_migrations.problems(migration(operation, needs_stop=True), before) == []


@pytest.mark.parametrize("operation", SAFE.values(), ids=SAFE)
def test_what_the_previous_version_does_not_notice_is_taken(operation, before):
    assert safe_migrations.problems(migration(operation), before) == []


def test_a_column_that_lets_nothing_be_null_any_more_is_refused(before):
    before.models["blog", "thing"].fields["name"] = models.CharField(max_length=20, null=True)
    narrower = migrations.AlterField("thing", "name", models.CharField(max_length=20))
    assert safe_migrations.problems(migration(narrower), before) != []


def test_every_migration_after_the_baseline_is_safe():
    baseline = json.loads(safe_migrations.BASELINE.read_text())
    assert safe_migrations.unsafe(MigrationLoader(None), baseline) == []


def test_the_migrations_of_this_upgrade_need_a_stop():
    disk = MigrationLoader(None).disk_migrations
    for app, first in LATER:
        names = [name for one, name in disk if one == app and int(name[:4]) == first]
        assert names, app
        assert all(getattr(disk[app, name], "needs_stop", False) for name in names), app


def test_the_check_sees_a_migration_that_is_later_than_the_baseline():
    baseline = json.loads(safe_migrations.BASELINE.read_text())
    found = safe_migrations.unsafe(
        MigrationLoader(None), {**baseline, "comments": "0006_digests_until"}
    )
    assert found == ["comments.0007_size: size needs a db_default"]
