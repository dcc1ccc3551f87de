"""The databases' own indexes: FTS5 tables on SQLite, columns with GIN on PostgreSQL."""

from django.db import migrations

from search.backends import postgresql, sqlite


def engine(schema_editor):
    return postgresql if schema_editor.connection.vendor == "postgresql" else sqlite


def create(apps, schema_editor):
    for statement in engine(schema_editor).create():
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in engine(schema_editor).drop():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
