"""Character rules: scripts and disguises."""

import pytest

from comments.spam.normalized_text import NormalizedText
from comments.spam.rule_hits import Code
from comments.spam.text_rules import text_hits
from tests.comments.spam.drafts import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("続きは ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ です", Code.FANCY),
        ("Купить диплом о высшем образовании", Code.LANGUAGE),
        ("副\u200b業\u200bで\u200b稼ぐ", Code.HIDDEN),
        ("abc\u202edef", Code.HIDDEN),
        ("Вuy сheap luхury bаgs", Code.LOOKALIKES),
        ("オンラインボ一ナス", Code.LOOKALIKES),
        ("𝗘𝗮𝗿𝗻 money", Code.FANCY),
        ("稼 げ る 副 業 教 え ま す", Code.SPACED),
        ("a\u0301\u0301\u0301\u0301b\u0301\u0301\u0301\u0301c\u0301\u0301\u0301\u0301", Code.PILES),
    ],
)
def test_each_character_rule_matches(text: str, code: Code) -> None:
    assert code.value in codes(text)


def test_english_is_read_on_a_japanese_blog() -> None:
    text = NormalizedText("I don't read Japanese well, but the photos are lovely.", "読者")
    assert sum(hit.points for hit in text_hits(text, "ja")) < 10
