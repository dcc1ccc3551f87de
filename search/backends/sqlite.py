"""SQLite: FTS5 tables of bigrams whose rowid is the entry's position, so the newest come first unsorted.

A word is a phrase of bigrams, which is exact. One character is a prefix query on FTS5's prefix index.
The tables are contentless: to delete an entry, FTS5 needs the text that was indexed. It is in the
entry's columns.
"""

import logging
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection, transaction

from search import grams
from search.models import IndexEntry, range_of
from search.search_request import (
    Field,
    Hit,
    SearchRequest,
    SqlParam,
    Term,
    hits,
    scope_sql,
)

logger = logging.getLogger(__name__)

TABLES = {
    Field.ALL: "search_fts",
    Field.HEADINGS: "search_fts_headings",
    Field.TITLE: "search_fts_title",
}


def create() -> list[str]:
    """Return the SQL that creates the FTS5 tables."""
    return [
        f"CREATE VIRTUAL TABLE {table} USING fts5(grams, content='', tokenize='ascii', prefix='1')"
        for table in TABLES.values()
    ]


def drop() -> list[str]:
    """Return the SQL that undoes `create`."""
    return [f"DROP TABLE {table}" for table in TABLES.values()]


def clear_if_empty() -> None:
    """Empty the FTS5 tables if IndexEntry is empty: `flush` does not reach them."""
    existing = connection.introspection.table_names()
    if not {IndexEntry._meta.db_table, *TABLES.values()} <= set(existing):
        return  # in the middle of the migrations
    if not IndexEntry.objects.exists():
        with connection.cursor() as cursor:
            for table in TABLES.values():
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")


def write(entries: Iterable[IndexEntry]) -> None:
    """Add saved entries to the index."""
    with connection.cursor() as cursor:
        for field, table in TABLES.items():
            cursor.executemany(
                f"INSERT INTO {table} (rowid, grams) VALUES (%s, %s)", _rows(field, entries)
            )


def delete(entries: Iterable[IndexEntry]) -> None:
    """Remove entries from the index; their columns must be unchanged since `write`.

    For an entry that it does not have, FTS5 raises "malformed". Then there is nothing to delete, and the
    entry may be written again.
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


def contains(entry: IndexEntry) -> bool:
    """Whether the index has the entry, by a query for the first and the last characters of its text."""
    ends = [part for part in (entry.folded[:2], entry.folded[-1:]) if part]
    match = " AND ".join(_spelling(part) for part in ends)
    if not match:
        return True
    table = TABLES[Field.ALL]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} WHERE {table} MATCH %s AND rowid = %s", [match, entry.position]
        )
        return cursor.fetchone() is not None


def search(
    request: SearchRequest, limit: int, *, fields: Sequence[Field] = (Field.ALL,)
) -> list[list[Hit]]:
    """Return, for each of `fields`, up to `limit` hits, newest first; one query."""
    if not request.terms:
        return [_search_scope(request, limit) for _field in fields]
    parts: list[str] = []
    params: list[SqlParam] = []
    for number, field in enumerate(fields):
        sql, values = _select(request, field, limit)
        parts.append(f"SELECT {number}, * FROM ({sql})")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    return [hits(row[1:] for row in rows if row[0] == number) for number in range(len(fields))]


def _select(request: SearchRequest, field: Field, limit: int) -> tuple[str, list[SqlParam]]:
    """Return the SELECT of one field's hits. CROSS JOIN fixes SQLite's order: FTS5, entry, scope."""
    table = TABLES[field]
    scope, scope_params = scope_sql(request.scope)
    checks, check_params = _checks(request)
    sql = (
        f"SELECT e.position, e.object_id, s.label, s.number FROM {table}"
        f" CROSS JOIN search_indexentry e ON e.position = {table}.rowid"
        f" CROSS JOIN ({scope}) s ON s.object_key = e.object_id"
        f" WHERE {table} MATCH %s AND {table}.rowid BETWEEN %s AND %s{checks}"
        f" ORDER BY {table}.rowid DESC LIMIT %s"
    )
    match = " AND ".join(_any_of(term) for term in request.terms)
    return sql, [*scope_params, match, *range_of(request.kind), *check_params, limit]


def _search_scope(request: SearchRequest, limit: int) -> list[Hit]:
    """Return all of the scope: a query of filters only (tags, authors, dates) has no terms."""
    scope, scope_params = scope_sql(request.scope)
    checks, check_params = _checks(request)
    sql = (
        "SELECT e.position, e.object_id, s.label, s.number FROM search_indexentry e"
        f" CROSS JOIN ({scope}) s ON s.object_key = e.object_id"
        f" WHERE e.position BETWEEN %s AND %s{checks} ORDER BY e.position DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*scope_params, *range_of(request.kind), *check_params, limit])
        return hits(cursor.fetchall())


def _checks(request: SearchRequest) -> tuple[str, list[str]]:
    """Return the conditions on an entry besides MATCH: exact phrases and unwanted words."""
    table = TABLES[Field.ALL]
    sql, params = "", []
    for term in request.terms:
        if term.exact:
            sql += " AND instr(e.text, %s) > 0"
            params.append(term.exact)
    for term in request.unwanted:
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
    """Return a word as an FTS5 string. It is quoted, so nothing in it is an operator."""
    pairs = " ".join(grams.phrase(word))
    return f'"{pairs}" *' if len(word) == 1 else f'"{pairs}"'


def _rows(field: Field, entries: Iterable[IndexEntry]) -> list[tuple[int, str]]:
    return [(entry.position, grams.stream(getattr(entry, field))) for entry in entries]
