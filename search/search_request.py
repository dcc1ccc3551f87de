"""Input and output of the search backends: SearchRequest and Hit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, QuerySet

from search.enums import Kind

SqlParam = int | float | Decimal | str | bytes | date | UUID | tuple[Any, ...] | list[Any] | None


class Field(StrEnum):
    """The searched field. The values are columns of IndexEntry."""

    TITLE = "title"
    HEADINGS = "headings"  # includes the title
    ALL = "folded"


@dataclass(frozen=True)
class Term:
    """A word or phrase. A text matches if it has any of `spellings` (folded) and, if set, `exact`."""

    spellings: tuple[str, ...]
    exact: str = ""


@dataclass(frozen=True)
class SearchRequest:
    """A search for objects of `kind` in `scope` with all of `terms` and none of `unwanted`.

    `scope` limits the results: a queryset of the kind's model whose values are `object_key` (the primary
    key) and two extra values for the hit, `label` and `number`.
    """

    kind: Kind
    scope: QuerySet[Model, object]
    terms: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = field(default=())


class Hit(NamedTuple):
    """One object that matches. For a post, `label` has the paths of its categories (a line each), `number` is its year."""

    position: int
    key: int
    label: str
    number: int


def scope_sql(scope: QuerySet[Model, object]) -> tuple[str, list[SqlParam]]:
    """Return the query of a scope, without ORDER BY, as SQL and its parameters."""
    sql, params = scope.order_by().query.sql_with_params()
    return sql, list(params)


def hits(rows: Iterable[tuple[int, int, str | None, int | None]]) -> list[Hit]:
    """Convert database rows of position, key, label and number to hits."""
    return [Hit(position, key, label or "", number or 0) for position, key, label, number in rows]
