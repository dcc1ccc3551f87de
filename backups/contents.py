"""What a site holds, in the words of a question before it is replaced."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.models import Model

from blog.models import Page, Post
from comments.models import Comment


def describe() -> str:
    """Return what would be lost, as in “12 posts, 30 comments”; an empty string for an empty site.

    Reads tables of any former schema, and says so where the database cannot be read at all.
    """
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return ""
    models: dict[str, type[Model]] = {
        "posts": Post,
        "pages": Page,
        "comments": Comment,
        "accounts": get_user_model(),
    }
    try:
        tables = set(connection.introspection.table_names())
        counts = {
            word: _rows(model._meta.db_table)
            for word, model in models.items()
            if model._meta.db_table in tables
        }
    except DatabaseError as error:
        return f"a database that cannot be read ({error})"
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def _rows(table: str) -> int:
    """Count the rows of a table whose columns may be another version's."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])
