"""The PostgreSQL backend of the search: search/backends/postgresql.py."""

import pytest
from django.db import connection

from blog.models import Post
from search import grams, queries
from search.backends import postgresql
from search.parsing import parse
from search.search_request import Term
from tests.factories import published_post
from tests.search.indexing import index_everything


def found(query: str) -> set[str]:
    keys = queries.matching(parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("slug", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("frequent", [0, 1_000_000], ids=["scan", "index"])
def test_a_scan_and_the_index_find_the_same(frequent, monkeypatch):
    """Each plan is forced; on SQLite the words are found by its own backend."""
    monkeypatch.setattr(postgresql, "FREQUENT", frequent)
    for number in range(4):
        published_post(slug=f"cat-{number}", title="猫", body="三毛猫の話")
    published_post(slug="dog", title="犬", body="猫ではない")
    index_everything()
    cats = {f"cat-{number}" for number in range(4)}
    for query, slugs in {"猫": {*cats, "dog"}, "猫 -犬": cats, "三毛猫": cats, "鳥": set()}.items():
        assert found(query) == slugs, query


def test_a_text_with_too_many_bigrams_is_a_candidate_for_every_query(monkeypatch):
    assert set(postgresql._tokens("東京都")) == grams.terms("東京都")
    monkeypatch.setattr(postgresql, "MAX_TOKENS", 10)
    assert postgresql._tokens("東京都") == [postgresql.ALWAYS_CANDIDATE]
    assert f"'{postgresql.ALWAYS_CANDIDATE}'" in postgresql._query([Term(("京都",))])


@pytest.mark.parametrize("word", ["'", "a'b", "\\", "&|!()", ":*"])
def test_nothing_of_a_word_is_an_operator_of_a_tsquery(word):
    query = postgresql._query([Term((word,))])
    spelling = postgresql._spelling(word).removeprefix("(").removesuffix(")")
    pairs = [pair.removeprefix("'").removesuffix("'") for pair in spelling.split(" & ")]
    assert pairs == grams.phrase(word)
    assert not set("".join(pairs)) & set("'\\&|!()*:")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::tsquery", [query])
