"""A summary of the site's content, for the confirmation before a restore."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.models import Model

from blog.models import Page, Post
from comments.models import Comment


def describe() -> str:
    """Return the content that would be lost, such as “12 posts, 30 comments”; "" for an empty site.

    Works with tables of older schemas. A database that cannot be read is described as such. Raises
    OperationalError if the database server does not answer.
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
            label: _count(model._meta.db_table)
            for label, model in models.items()
            if model._meta.db_table in tables
        }
    except DatabaseError as error:
        if connection.vendor == "postgresql" and connection.connection is None:
            raise  # the server is down; the database is not damaged
        return f"a database that cannot be read ({error})"
    return ", ".join(f"{count} {label}" for label, count in counts.items() if count)


def has_accounts() -> bool:
    """Whether the database exists and has an account."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    table = get_user_model()._meta.db_table
    return table in connection.introspection.table_names() and _count(table) > 0


def _count(table: str) -> int:
    """Return the number of rows, in SQL because the columns may be those of another version."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])
