"""PostgreSQL: tsvectors of bigrams ('simple', without positions) under GIN, checked against the text.

A tsvector stores no positions beyond 16,383 and few of one word, so phrases of bigrams would not be exact:
the index returns candidates, strpos() decides. For a frequent word it is cheaper to scan from the newest
entry and to check each text. A probe of the newest entries decides which plan runs.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

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

COLUMNS = {Field.ALL: "tokens", Field.HEADINGS: "heading_tokens", Field.TITLE: "title_tokens"}
#: Bytes of a tsvector's words (PostgreSQL's limit: 1 MB). A longer text is always a candidate.
MAX_TOKENS = 1_000_000
ALWAYS_CANDIDATE = "\U0010f0ff"  # the token of a text that is too long; no text has it (grams.py)
#: Entries of the probe, and how many of them must be hits for a scan to be cheaper than the index.
PROBE_SIZE, FREQUENT = 200, 14


def create() -> list[str]:
    """Return the SQL that creates the tsvector columns and their GIN indexes."""
    return [
        sql
        for column in COLUMNS.values()
        for sql in (
            f"ALTER TABLE search_indexentry ADD COLUMN {column} tsvector",
            f"CREATE INDEX search_{column} ON search_indexentry USING gin ({column})",
        )
    ]


def drop() -> list[str]:
    """Return the SQL that undoes `create`."""
    return [f"ALTER TABLE search_indexentry DROP COLUMN {column}" for column in COLUMNS.values()]


def clear_if_empty() -> None:
    """Do nothing: the index is part of the entries' rows."""


def write(entries: Iterable[IndexEntry]) -> None:
    """Add saved entries to the index."""
    columns = ", ".join(f"{column} = array_to_tsvector(%s::text[])" for column in COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE search_indexentry SET {columns} WHERE position = %s",
            [[*(_tokens(getattr(e, field)) for field in COLUMNS), e.position] for e in entries],
        )


def delete(entries: Iterable[IndexEntry]) -> None:
    """Do nothing: the index is part of the entries' rows, which the caller deletes."""


def contains(entry: IndexEntry) -> bool:
    """Whether the index has the entry, by a query for the first and the last characters of its text."""
    ends = tuple(part for part in (entry.folded[:2], entry.folded[-1:]) if part)
    queries = [_query([Term((part,))]) for part in ends]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM search_indexentry WHERE position = %s"
            + " AND tokens @@ %s::tsquery" * len(queries),
            [entry.position, *queries],
        )
        return cursor.fetchone() is not None


def search(
    request: SearchRequest, limit: int, *, fields: Sequence[Field] = (Field.ALL,)
) -> list[list[Hit]]:
    """Return, for each of `fields`, up to `limit` hits, newest first; one query."""
    tables, parts = [], []
    table_params: list[SqlParam] = []
    params: list[SqlParam] = []
    for number, field in enumerate(fields):
        probe, probe_params, select, values = _select(request, field, limit, f"probe{number}")
        tables.append(probe)
        table_params += probe_params
        parts.append(f"SELECT {number} AS part, * FROM ({select}) AS hits{number}")
        params += values
    sql = f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)} ORDER BY part, position DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*table_params, *params])
        rows = cursor.fetchall()
    return [hits(row[1:] for row in rows if row[0] == number) for number in range(len(fields))]


def _select(
    request: SearchRequest, field: Field, limit: int, probe: str
) -> tuple[str, list[SqlParam], str, list[SqlParam]]:
    """Return the probe's CTE and the SELECT (scan UNION ALL index, of which the probe runs one)."""
    scope, scope_params = scope_sql(request.scope)
    checks, check_params = _checks(request, field)
    between, bounds = "e.position BETWEEN %s AND %s", list(range_of(request.kind))
    probe_sql = (
        f"{probe} AS MATERIALIZED (SELECT count(*) AS hits FROM (SELECT * FROM search_indexentry e"
        f" WHERE {between} ORDER BY e.position DESC LIMIT {PROBE_SIZE}) AS e WHERE {checks})"
    )
    columns = "SELECT e.position, e.object_id, s.label, s.number"
    # LATERAL and OFFSET fix PostgreSQL's join order: an entry first, then whether it is in scope.
    joined = f"CROSS JOIN LATERAL (SELECT * FROM ({scope}) t WHERE t.object_key = e.object_id OFFSET 0) s"
    end = "ORDER BY e.position DESC LIMIT %s"
    scan = (
        f"({columns} FROM search_indexentry e {joined} WHERE (SELECT hits FROM {probe}) >= {FREQUENT}"
        f" AND {between} AND {checks} {end})"
    )
    scan_params = [*scope_params, *bounds, *check_params, limit]
    if not request.terms:
        always = scan.replace(f"(SELECT hits FROM {probe}) >= {FREQUENT} AND ", "")
        return probe_sql, [*bounds, *check_params], always, scan_params
    candidates = (
        "(SELECT * FROM search_indexentry e"
        f" WHERE {between} AND e.{COLUMNS[field]} @@ %s::tsquery AND {checks} OFFSET 0)"
    )
    by_index = (
        f"({columns} FROM {candidates} AS e {joined}"
        f" WHERE (SELECT hits FROM {probe}) < {FREQUENT} {end})"
    )
    by_index_params = [*bounds, _query(request.terms), *check_params, *scope_params, limit]
    return (
        probe_sql,
        [*bounds, *check_params],
        f"{scan} UNION ALL {by_index}",
        [*scan_params, *by_index_params],
    )


def _checks(request: SearchRequest, field: Field) -> tuple[str, list[str]]:
    """Return the WHERE conditions on an entry: it has every term and no unwanted one."""
    sql: list[str] = ["true"]
    params: list[str] = []
    for term in request.terms:
        sql.append(_has_any(f"e.{field}", term.spellings))
        params += term.spellings
        if term.exact:
            sql.append("strpos(e.text, %s) > 0")
            params.append(term.exact)
    for term in request.unwanted:
        words = (term.exact,) if term.exact else term.spellings
        sql.append(f"NOT {_has_any('e.text' if term.exact else 'e.folded', words)}")
        params += words
    return " AND ".join(sql), params


def _has_any(column: str, words: Sequence[str]) -> str:
    return f"({' OR '.join(f'strpos({column}, %s) > 0' for _word in words)})"


def _query(terms: Iterable[Term]) -> str:
    """Return a tsquery for every term. Bigrams are quoted; a bigram never has a quote (grams.py)."""
    return " & ".join(
        f"({' | '.join(map(_spelling, term.spellings))} | '{ALWAYS_CANDIDATE}')" for term in terms
    )


def _spelling(word: str) -> str:
    pairs = " & ".join(f"'{pair}'" for pair in dict.fromkeys(grams.phrase(word)))
    return f"({pairs})"


def _tokens(text: str) -> list[str]:
    """Return the words of a tsvector: bigrams and single characters."""
    words = grams.terms(text)
    if sum(len(word.encode()) for word in words) > MAX_TOKENS:
        return [ALWAYS_CANDIDATE]
    return sorted(words)
