"""The SQLite backend of the search: search/backends/sqlite.py."""

import pytest
from django.db import connection

from search import queries
from search.backends import backend, sqlite
from search.enums import Kind
from search.models import IndexEntry
from search.parsing import parse
from tests.factories import (
    published_post,
)
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db


def test_the_newest_are_met_first_without_sorting(settings):
    """What makes newest-first cheap: no plan of SQLite's sorts the hits of a word."""
    if connection.vendor != "sqlite":
        return
    for number in range(3):
        published_post(slug=f"p{number}", title="猫")
    index_everything()
    request = queries.SearchRequest(
        Kind.POST, queries._posts(parse(""), queries.Choice()), (queries.Term(("猫",)),)
    )
    sql, params = backend()._select(request, queries.Field.ALL, 5)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[3] for row in cursor.fetchall()]
    assert plan[0].startswith("SCAN search_fts")
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN blog")]


@pytest.mark.parametrize(
    ("word", "query"),
    [("猫", '"猫" *'), ("東京都", '"東京 京都"'), ("or", '"or"')],
)
def test_a_word_is_a_quoted_phrase_of_bigrams_and_one_character_a_prefix(word, query):
    assert sqlite._spelling(word) == query


@pytest.mark.parametrize("word", ['"', 'a"b', "*", "^a", "(a)"])
def test_nothing_of_a_word_is_an_operator(word):
    inside = sqlite._spelling(word).removesuffix(" *").strip('"')
    assert not set(inside) & set('"*^()')


def test_deleting_an_entry_that_the_index_has_lost_is_only_logged(caplog):
    if connection.vendor != "sqlite":
        return
    published_post(slug="a", title="猫")
    index_everything()
    entry = IndexEntry.objects.get()
    assert sqlite.contains(entry)
    with caplog.at_level("WARNING", logger="search.backends.sqlite"):
        sqlite.delete([entry])
        assert not sqlite.contains(entry)
        assert not caplog.records
        with connection.cursor() as cursor:
            for table in sqlite.TABLES.values():
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        sqlite.delete([entry])
    assert "had lost" in caplog.text
    sqlite.write([entry])
    assert sqlite.contains(entry)
