"""Statements that are built once and run again and again.

Django builds and compiles a queryset anew for every request; for one that joins many tables that takes a
hundred times as long as its answer. Where a statement differs from run to run by a few values only, a
`Blank` stands for each of them, and what was compiled is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Field, QuerySet, Value


class Blank(Value):
    """A place in a statement, filled when it is run; `name` is unique in the statement."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(None, output_field)
        self.name = name

    def as_sql(self, *_args: Any, **_kwargs: Any) -> tuple[str, list[Any]]:
        """Return itself in the place of its value."""
        return "%s", [self]


@dataclass(frozen=True)
class Statement:
    """SQL with its values, some of them blank."""

    sql: str
    values: Sequence[Any]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        """Compile a queryset whose rows are plain numbers and texts: nothing converts them later."""
        return cls(*rows.query.sql_with_params())

    def run(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return its rows with `values` in the blanks of these names."""
        facts = {name: _adapted(value) for name, value in values.items()}
        filled = [facts[one.name] if isinstance(one, Blank) else one for one in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            return cursor.fetchall()


def _adapted(value: Any) -> Any:
    """A value as the driver takes it: SQLite knows no moments."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
