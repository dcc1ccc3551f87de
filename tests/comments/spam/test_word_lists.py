"""Word lists of advertising and how they match: comments/spam/word_lists.py."""

import pytest

from comments.spam import word_lists


@pytest.mark.parametrize(
    ("text", "word", "is_held"),
    [
        ("this is spam!", "spam", True),
        ("spammer", "spam", False),
        ("notspam", "spam", False),
        ("2spam", "spam", False),
        ("スパムです", "スパム", True),
        ("大スパム祭", "スパム", True),
        ("spamメール", "spam", True),
        ("a.b", "a.b", True),
        ("axb", "a.b", False),
        ("c++", "c++", True),
    ],
)
def test_latin_words_match_whole_and_others_anywhere(text: str, word: str, is_held: bool) -> None:
    assert word_lists.holds(text, word) is is_held
    assert word_lists.own_in(text, [word, "別の語"]) == [word] * is_held


def test_words_are_grouped_by_trade_and_each_counts_once() -> None:
    trades = word_lists.trades_in("オンラインカジノとカジノ、カジノで一攫千金。seo対策")
    assert trades == {"gambling": ["カジノ", "一攫千金"], "promotion": ["seo対策"]}
    assert word_lists.trades_in("三毛猫の話です。") == {}


def test_words_of_a_name_are_conclusive_or_only_together() -> None:
    assert word_lists.sold_in_name("激安 コピー") == (["激安"], ["コピー"])
    assert word_lists.sold_in_name("探偵 浮気 福岡") == ([], ["探偵", "福岡"])
    assert word_lists.sold_in_name("山田 太郎") == ([], [])


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (word_lists.pitches_in, "今すぐ登録はこちら"),
        (word_lists.flatteries_in, "素晴らしい記事です"),
        (word_lists.stock_in, "rarely do i encounter a blog that's equally educative"),
    ],
)
def test_each_list_finds_its_own_words_only(find, text: str) -> None:
    assert find(text)
    others = {word_lists.pitches_in, word_lists.flatteries_in, word_lists.stock_in} - {find}
    assert [other(text) for other in others] == [[], []]
