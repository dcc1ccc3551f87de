"""How a query is taken apart: search/parsing.py."""

from datetime import date

import pytest

from search.parsing import MAX_LENGTH, MAX_WORDS, Query, Word, parse


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


def phrases(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text, is_phrase=True) for text in texts)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("東京　市場", {"words": words("東京", "市場")}),
        ("ＡＩ AI ai", {"words": words("ai")}),
        ("「生成AI の時代」", {"words": phrases("生成ai の時代")}),
        ('『紙』 “ink” "C++" ＂a b＂ ｢ｲﾄ｣', {"words": phrases("紙", "ink", "c++", "a b", "イト")}),
        (
            "市場 -株 －「東京 都」",
            {"words": words("市場"), "unwanted": (*words("株"), *phrases("東京 都"))},
        ),
        ("紙 tag:手帳 TAG：「綴じ 方」", {"words": words("紙"), "tags": ("手帳", "綴じ 方")}),
        ("author:みなも", {"authors": ("みなも",)}),
        ("after:2024 before:2025-04", {"after": date(2024, 1, 1), "before": date(2025, 4, 1)}),
        ("before:２０２５／３／１", {"before": date(2025, 3, 1)}),
        # What is no syntax is a word.
        ("-5", {"words": words("-5")}),
        ("-株 -東京", {"words": words("-株", "-東京")}),
        ("-", {"words": words("-")}),
        ("tag:", {"words": words("tag:")}),
        ("before:昨日", {"words": words("before:昨日")}),
        ("before:2025-02-30", {"words": words("before:2025-02-30")}),
        ("https://example.jp", {"words": words("https://example.jp")}),
        ("「閉じない", {"words": words("「閉じない")}),
        ("は「学」", {"words": words("は「学」")}),
        ("「学」ぶ", {"words": words("「学」ぶ")}),
        ("「」", {"words": words("「」")}),
        ('"', {"words": words('"')}),
        ("゛", {"words": words(" \u3099")}),
        ("C++ 3.14 a:b", {"words": words("c++", "3.14", "a:b")}),
        ("", {}),
        ("　 \t\n", {}),
        ("\x00\ud800", {}),
    ],
)
def test_a_query_is_understood(typed, expected):
    query = parse(typed)
    empty = {"words": (), "unwanted": (), "tags": (), "authors": (), "before": None, "after": None}
    assert {name: getattr(query, name) for name in empty} == {**empty, **expected}
    assert query.is_empty is (not expected)


def test_an_endless_query_is_cut_and_says_so():
    query = parse("あ" * 50_000)
    assert query == Query(typed="あ" * MAX_LENGTH, words=words("あ" * MAX_LENGTH), is_cut=True)
    many = parse(" ".join("一二三四五六七八九十"))
    assert (len(many.words), many.is_cut) == (MAX_WORDS, True)
    assert not parse("一 二").is_cut


@pytest.mark.parametrize("day", ["0001", "0001-01-01", "0999-12-31", "9999", "9999-12-31", "0000"])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_day_that_no_page_knows_is_a_word(name: str, day: str) -> None:
    assert parse(f"{name}:{day}") == Query(typed=f"{name}:{day}", words=words(f"{name}:{day}"))


def test_a_day_may_be_typed_with_any_dash() -> None:
    assert {parse(f"after:2025{dash}03").after for dash in "-－−‐"} == {date(2025, 3, 1)}
