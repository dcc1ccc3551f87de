"""Snippets of the results: the paragraph, the cut and the marks: search/snippets.py."""

import pytest

from search import normalise, snippets
from search.search_request import Term

pytestmark = pytest.mark.django_db


def shown(text: str, *words: str) -> str:
    spellings = [normalise.spellings(normalise.exact(word)) for word in words]
    return snippets.snippet(text, [Term(tuple(ways)) for ways in spellings])


def test_hits_are_marked_in_the_text_as_it_was_written():
    assert shown("昔のｶﾞﾗｹｰと<b>", "がらけー") == "昔の<mark>ｶﾞﾗｹｰ</mark>と&lt;b&gt;…"
    assert shown("ＤｅｅｐＳｅｅｋ。", "deepseek") == "<mark>ＤｅｅｐＳｅｅｋ</mark>。"
    assert shown("か\u3099き。", "が") == "<mark>か\u3099</mark>き。"
    assert (
        shown("國の猫、国の犬。", "国", "犬")
        == "<mark>國</mark>の猫、<mark>国</mark>の<mark>犬</mark>。"
    )
    assert shown("東京都。", "東京", "京都") == "<mark>東京都</mark>。"
    assert shown("猫。", "犬") == ""


def test_a_long_text_is_cut_where_a_reader_would_breathe():
    text = (
        "はじめの文がここにあります。" * 30
        + "そこに猫がいました。"
        + "おわりの文がここにあります。" * 30
    )
    place = shown(text, "猫")
    assert place.startswith("…")
    assert place.endswith("…")
    assert "<mark>猫</mark>がいました。" in place
    assert len(place) < 200
    assert place.strip("…")[0] in "はここあ"


def test_the_paragraph_with_most_of_the_words_is_shown():
    assert shown("猫だけ。\n犬と猫の段落。\n犬だけ。", "猫", "犬").startswith(
        "<mark>犬</mark>と<mark>猫</mark>の"
    )
