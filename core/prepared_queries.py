"""Prepared queries: a queryset is compiled to SQL once and run with other parameters each time.

Compiling a queryset that joins many tables takes a hundred times as long as running it. Values that differ
between runs are a `Param`.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet, Value

ModelT = TypeVar("ModelT", bound=Model)


class Param(Value):
    """A parameter whose value is given to `run`; `name` is unique in the query."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(None, output_field)
        self.name = name

    def as_sql(self, *_args: object, **_kwargs: object) -> tuple[str, list[Any]]:
        """Return itself in place of a value."""
        return "%s", [self]


@dataclass(frozen=True)
class PreparedQuery:
    """SQL with its values, some of which are a `Param`."""

    sql: str
    values: Sequence[Any]

    @classmethod
    def compile(cls, rows: QuerySet[Model, object]) -> "PreparedQuery":
        """Compile a queryset of numbers and strings: no field converts the values of its rows."""
        return cls(*rows.query.sql_with_params())

    def run(self, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows; `values` are those of the parameters by name."""
        adapted = {name: _adapted(value) for name, value in values.items()}
        params = [
            adapted[value.name] if isinstance(value, Param) else value for value in self.values
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return cursor.fetchall()


class PreparedRow(Generic[ModelT]):
    """At most one row with its related rows, by a queryset that each thread compiles once."""

    def __init__(self, make: Callable[[], QuerySet[ModelT, ModelT]]) -> None:
        self._make = make
        self._thread = threading.local()

    def get(self) -> ModelT | None:
        """Return the row as a new instance, or None (one query)."""
        rows: Any = getattr(self._thread, "rows", None)
        if rows is None:
            rows = self._thread.rows = self._compiled()
        return next(iter(rows.all()), None)

    def _compiled(self) -> QuerySet[ModelT, ModelT]:
        """Return the queryset with its SQL; its copies, one for each run, share the compiler."""
        rows: Any = self._make()
        compiler = rows.query.get_compiler(rows.db)
        compiled = compiler.as_sql()
        compiler.as_sql = lambda *_args, **_options: compiled
        rows.query.get_compiler = lambda *_args, **_options: compiler
        return rows  # type: ignore[no-any-return]


def _adapted(value: object) -> Any:
    """Return the value for the database driver: SQLite has no datetimes."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
