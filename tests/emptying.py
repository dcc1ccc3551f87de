"""Empties the database after a test that commits, in a tenth of the time that Django takes.

Django sends post_migrate to every app, which recreates 550 permissions, roles and content types. Here these rows
are restored as they were. What the signal does besides is named below.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from search import index

Rows = dict[str, list[tuple[Any, ...]]]


@contextmanager
def quickly(kept: Rows) -> Iterator[None]:
    """Leave `kept` in the database after each such test: the rows that migrations made."""

    def empty(_case: TransactionTestCase) -> None:
        options = {"reset_sequences": False, "inhibit_post_migrate": True}
        call_command("flush", verbosity=0, interactive=False, **options)
        _put_back(kept)
        index.clear_if_empty()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def rows() -> Rows:
    """What is in every table that models have and that is not empty."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            found[table] = cursor.fetchall()
    return {table: there for table, there in found.items() if there}


def _put_back(kept: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, there in kept.items():
            places = ", ".join(["%s"] * len(there[0]))
            name = connection.ops.quote_name(table)
            cursor.executemany(f"INSERT INTO {name} VALUES ({places})", there)
