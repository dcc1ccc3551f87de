"""SQLite: FTS5 tables of bigrams whose rowid is the entry's position, so the newest come first unsorted.

A word is a phrase of bigrams, which is exact. One character is a prefix, answered by FTS5's own index of
prefixes. The tables keep no texts ("contentless"): what was written is told again to be erased, and it
is what the entry's columns hold.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from search import grams
from search.models import IndexEntry, range_of
from search.wanted import Field, Hit, Term, Wanted, hits, scope_sql

logger = logging.getLogger(__name__)

TABLES = {
    Field.ALL: "search_fts",
    Field.HEADINGS: "search_fts_headings",
    Field.TITLE: "search_fts_title",
}


def create() -> list[str]:
    """Return the statements that make the tables."""
    return [
        f"CREATE VIRTUAL TABLE {table} USING fts5(grams, content='', tokenize='ascii', prefix='1')"
        for table in TABLES.values()
    ]


def drop() -> list[str]:
    """Return the statements that undo `create`."""
    return [f"DROP TABLE {table}" for table in TABLES.values()]


def forget_leftovers() -> None:
    """Empty the tables where no entry is left: `flush` knows nothing of them."""
    existing = connection.introspection.table_names()
    if not {IndexEntry._meta.db_table, *TABLES.values()} <= set(existing):
        return  # in the middle of the migrations
    if not IndexEntry.objects.exists():
        with connection.cursor() as cursor:
            for table in TABLES.values():
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")


def write(entries: Iterable[IndexEntry]) -> None:
    """Take saved entries into the index."""
    with connection.cursor() as cursor:
        for field, table in TABLES.items():
            cursor.executemany(
                f"INSERT INTO {table} (rowid, grams) VALUES (%s, %s)", _rows(field, entries)
            )


def erase(entries: Iterable[IndexEntry]) -> None:
    """Take entries out of the index; they must be as they were written.

    What FTS5 does not know it cannot take out: it says that its table is malformed. Then there is nothing
    to erase, and the entry may be written again.
    """
    for entry in entries:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for field, table in TABLES.items():
                    cursor.executemany(
                        f"INSERT INTO {table} ({table}, rowid, grams) VALUES ('delete', %s, %s)",
                        _rows(field, [entry]),
                    )
        except DatabaseError:
            logger.warning("The search index had lost %s.", entry)


def holds(entry: IndexEntry) -> bool:
    """Whether the index answers for the entry (asked for the beginning and the end of its text)."""
    ends = [part for part in (entry.folded[:2], entry.folded[-1:]) if part]
    asked = " AND ".join(_spelling(part) for part in ends)
    if not asked:
        return True
    table = TABLES[Field.ALL]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} WHERE {table} MATCH %s AND rowid = %s", [asked, entry.position]
        )
        return cursor.fetchone() is not None


def find(wanted: Wanted, limit: int, *, fields: Sequence[Field] = (Field.ALL,)) -> list[list[Hit]]:
    """Return, for each of `fields`, up to `limit` hits, newest first, with one query."""
    if not wanted.terms:
        return [_without_words(wanted, limit) for _field in fields]
    parts, params = [], []
    for number, field in enumerate(fields):
        sql, values = _select(wanted, field, limit)
        parts.append(f"SELECT {number}, * FROM ({sql})")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    return [hits(row[1:] for row in rows if row[0] == number) for number in range(len(fields))]


def _select(wanted: Wanted, field: Field, limit: int) -> tuple[str, list[Any]]:
    """The hits of one field. CROSS JOIN keeps SQLite to this order: walk, look up, ask whether public."""
    table = TABLES[field]
    scope, scope_params = scope_sql(wanted.scope)
    checks, check_params = _checks(wanted)
    sql = (
        f"SELECT e.position, e.object_id, s.label, s.number FROM {table}"
        f" CROSS JOIN search_indexentry e ON e.position = {table}.rowid"
        f" CROSS JOIN ({scope}) s ON s.found = e.object_id"
        f" WHERE {table} MATCH %s AND {table}.rowid BETWEEN %s AND %s{checks}"
        f" ORDER BY {table}.rowid DESC LIMIT %s"
    )
    match = " AND ".join(_any_of(term) for term in wanted.terms)
    return sql, [*scope_params, match, *range_of(wanted.kind), *check_params, limit]


def _without_words(wanted: Wanted, limit: int) -> list[Hit]:
    """All of the scope, where only tags, authors or days were asked for."""
    scope, scope_params = scope_sql(wanted.scope)
    checks, check_params = _checks(wanted)
    sql = (
        "SELECT e.position, e.object_id, s.label, s.number FROM search_indexentry e"
        f" CROSS JOIN ({scope}) s ON s.found = e.object_id"
        f" WHERE e.position BETWEEN %s AND %s{checks} ORDER BY e.position DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*scope_params, *range_of(wanted.kind), *check_params, limit])
        return hits(cursor.fetchall())


def _checks(wanted: Wanted) -> tuple[str, list[Any]]:
    """Conditions on an entry that the walk has met: exact phrases, and words that must not be there."""
    table = TABLES[Field.ALL]
    sql, params = "", []
    for term in wanted.terms:
        if term.exact:
            sql += " AND instr(e.text, %s) > 0"
            params.append(term.exact)
    for term in wanted.unwanted:
        if term.exact:
            sql += " AND instr(e.text, %s) = 0"
            params.append(term.exact)
        else:
            sql += f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table} MATCH %s AND rowid = e.position)"
            params.append(_any_of(term))
    return sql, params


def _any_of(term: Term) -> str:
    return f"({' OR '.join(map(_spelling, term.spellings))})"


def _spelling(word: str) -> str:
    """A word in FTS5's language: nothing in it can be taken for an operator, for it is quoted."""
    pairs = " ".join(grams.phrase(word))
    return f'"{pairs}" *' if len(word) == 1 else f'"{pairs}"'


def _rows(field: Field, entries: Iterable[IndexEntry]) -> list[tuple[int, str]]:
    return [(entry.position, grams.stream(getattr(entry, field))) for entry in entries]
