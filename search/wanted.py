"""A search as the backends take it, and what they answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet

from search.enums import Kind


class Field(StrEnum):
    """Which words are looked at. The values are columns of IndexEntry."""

    TITLE = "title"
    HEADINGS = "headings"  # and the title
    ALL = "folded"


@dataclass(frozen=True)
class Term:
    """One word: found where any of `spellings` (folded) is; of a phrase, where `exact` is too."""

    spellings: tuple[str, ...]
    exact: str = ""


@dataclass(frozen=True)
class Wanted:
    """Objects of `kind` with every one of `terms` and none of `unwanted`, among those of `scope`.

    `scope` says who may be found: a queryset of the kind's model whose values are `found` (the key)
    and what a hit is to carry besides, `label` and `number`.
    """

    kind: Kind
    scope: QuerySet[Any, Any]
    terms: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = field(default=())


class Hit(NamedTuple):
    """One object found. Of a post, `label` is the path of its category and `number` its year."""

    position: int
    key: int
    label: str
    number: int


def scope_sql(scope: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    """Return the query of a scope, without an order, as SQL and its parameters."""
    sql, params = scope.order_by().query.sql_with_params()
    return sql, list(params)


def hits(rows: Iterable[tuple[Any, ...]]) -> list[Hit]:
    """Return what the database answered."""
    return [Hit(position, key, label or "", number or 0) for position, key, label, number in rows]
