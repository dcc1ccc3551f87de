"""Normalized text: disguises are removed before rules match."""

from comments.spam.rule_hits import Code
from tests.comments.spam.drafts import codes


def test_disguised_words_are_read_through() -> None:
    assert Code.BAD_WORDS in codes("V1agra and C1alis")
    assert Code.BAD_WORDS in codes("カ\u200bジ\u200bノ")
    assert Code.BAD_WORDS in codes("ｶｼﾞﾉ")
    assert Code.BAD_WORDS in codes("сasinо")  # two letters are Cyrillic
