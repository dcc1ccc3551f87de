"""PostgreSQL: tsvectors of bigrams ('simple', without positions) under GIN, checked against the text.

A tsvector keeps no positions beyond 16,383 and few of one word, so phrases of bigrams would not be exact:
the index finds what can be a hit, strpos() decides. For a frequent word it is cheaper to walk down from
the newest entry and to look into each; which way is taken is decided by a look at the newest ones.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from search import grams
from search.models import IndexEntry, range_of
from search.wanted import Field, Hit, Term, Wanted, hits, scope_sql

COLUMNS = {Field.ALL: "tokens", Field.HEADINGS: "heading_tokens", Field.TITLE: "title_tokens"}
#: Bytes of a tsvector's words; a longer text is always looked into (a limit of PostgreSQL: 1 MB).
MAX_TOKENS = 1_000_000
LOOK_INTO = "\U0010f0ff"  # the word of a text that is too long; no text holds it (search/grams.py)
#: Newest entries looked into first, and how many of them must be hits for the walk to be the cheaper way.
NEWEST, FREQUENT = 200, 14


def create() -> list[str]:
    """Return the statements that make the columns and their indexes."""
    return [
        sql
        for column in COLUMNS.values()
        for sql in (
            f"ALTER TABLE search_indexentry ADD COLUMN {column} tsvector",
            f"CREATE INDEX search_{column} ON search_indexentry USING gin ({column})",
        )
    ]


def drop() -> list[str]:
    """Return the statements that undo `create`."""
    return [f"ALTER TABLE search_indexentry DROP COLUMN {column}" for column in COLUMNS.values()]


def forget_leftovers() -> None:
    """Do nothing: the index is part of the entries' rows."""


def write(entries: Iterable[IndexEntry]) -> None:
    """Take saved entries into the index."""
    columns = ", ".join(f"{column} = array_to_tsvector(%s::text[])" for column in COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE search_indexentry SET {columns} WHERE position = %s",
            [[*(_tokens(getattr(e, field)) for field in COLUMNS), e.position] for e in entries],
        )


def erase(entries: Iterable[IndexEntry]) -> None:
    """Take entries out of the index: it is part of their rows, which go next."""


def holds(entry: IndexEntry) -> bool:
    """Whether the index answers for the entry (asked for the beginning and the end of its text)."""
    ends = tuple(part for part in (entry.folded[:2], entry.folded[-1:]) if part)
    asked = [_query([Term((part,))]) for part in ends]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM search_indexentry WHERE position = %s"
            + " AND tokens @@ %s::tsquery" * len(asked),
            [entry.position, *asked],
        )
        return cursor.fetchone() is not None


def find(wanted: Wanted, limit: int, *, fields: Sequence[Field] = (Field.ALL,)) -> list[list[Hit]]:
    """Return, for each of `fields`, up to `limit` hits, newest first, with one query."""
    tables, parts = [], []
    table_params: list[Any] = []
    params: list[Any] = []
    for number, field in enumerate(fields):
        probe, probe_params, select, values = _select(wanted, field, limit, f"probe{number}")
        tables.append(probe)
        table_params += probe_params
        parts.append(f"SELECT {number} AS part, * FROM ({select}) AS found{number}")
        params += values
    sql = f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)} ORDER BY part, position DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*table_params, *params])
        rows = cursor.fetchall()
    return [hits(row[1:] for row in rows if row[0] == number) for number in range(len(fields))]


def _select(
    wanted: Wanted, field: Field, limit: int, probe: str
) -> tuple[str, list[Any], str, list[Any]]:
    """A look at the newest entries, and two ways to the hits of which it opens one."""
    scope, scope_params = scope_sql(wanted.scope)
    checks, check_params = _checks(wanted, field)
    between, bounds = "e.position BETWEEN %s AND %s", list(range_of(wanted.kind))
    look = (
        f"{probe} AS MATERIALIZED (SELECT count(*) AS hits FROM (SELECT * FROM search_indexentry e"
        f" WHERE {between} ORDER BY e.position DESC LIMIT {NEWEST}) AS e WHERE {checks})"
    )
    columns = "SELECT e.position, e.object_id, s.label, s.number"
    # LATERAL and OFFSET keep PostgreSQL to this order: an entry first, then whether it may be found.
    joined = (
        f"CROSS JOIN LATERAL (SELECT * FROM ({scope}) t WHERE t.found = e.object_id OFFSET 0) s"
    )
    end = "ORDER BY e.position DESC LIMIT %s"
    walk = (
        f"({columns} FROM search_indexentry e {joined} WHERE (SELECT hits FROM {probe}) >= {FREQUENT}"
        f" AND {between} AND {checks} {end})"
    )
    walk_params = [*scope_params, *bounds, *check_params, limit]
    if not wanted.terms:
        always = walk.replace(f"(SELECT hits FROM {probe}) >= {FREQUENT} AND ", "")
        return look, [*bounds, *check_params], always, walk_params
    candidates = (
        "(SELECT * FROM search_indexentry e"
        f" WHERE {between} AND e.{COLUMNS[field]} @@ %s::tsquery AND {checks} OFFSET 0)"
    )
    pick = (
        f"({columns} FROM {candidates} AS e {joined}"
        f" WHERE (SELECT hits FROM {probe}) < {FREQUENT} {end})"
    )
    pick_params = [*bounds, _query(wanted.terms), *check_params, *scope_params, limit]
    return (
        look,
        [*bounds, *check_params],
        f"{walk} UNION ALL {pick}",
        [*walk_params, *pick_params],
    )


def _checks(wanted: Wanted, field: Field) -> tuple[str, list[Any]]:
    """Conditions on an entry: every word is there, no unwanted one is."""
    sql: list[str] = ["true"]
    params: list[str] = []
    for term in wanted.terms:
        sql.append(_holds(f"e.{field}", term.spellings))
        params += term.spellings
        if term.exact:
            sql.append("strpos(e.text, %s) > 0")
            params.append(term.exact)
    for term in wanted.unwanted:
        words = (term.exact,) if term.exact else term.spellings
        sql.append(f"NOT {_holds('e.text' if term.exact else 'e.folded', words)}")
        params += words
    return " AND ".join(sql), params


def _holds(column: str, words: Sequence[str]) -> str:
    return f"({' OR '.join(f'strpos({column}, %s) > 0' for _word in words)})"


def _query(terms: Iterable[Term]) -> str:
    """The bigrams of every word in PostgreSQL's language: quoted, and without a quote in them."""
    return " & ".join(
        f"({' | '.join(map(_spelling, term.spellings))} | '{LOOK_INTO}')" for term in terms
    )


def _spelling(word: str) -> str:
    pairs = " & ".join(f"'{pair}'" for pair in dict.fromkeys(grams.phrase(word)))
    return f"({pairs})"


def _tokens(text: str) -> list[str]:
    """The words of a tsvector: pairs and single characters."""
    words = grams.terms(text)
    if sum(len(word.encode()) for word in words) > MAX_TOKENS:
        return [LOOK_INTO]
    return sorted(words)
