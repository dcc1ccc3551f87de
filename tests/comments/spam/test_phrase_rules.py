"""Phrase rules: advertising words, contacts, praise, names."""

import pytest

from comments.spam.normalized_text import NormalizedText
from comments.spam.rule_hits import Code
from comments.spam.text_rules import text_hits
from tests.comments.spam.drafts import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LINE ID: money777 まで", Code.CONTACT),
        ("Write to me on WhatsApp +44 7000 000000", Code.CONTACT),
        ("入金不要のカジノで一攫千金", Code.BAD_WORDS),
        ("今すぐ登録はこちら", Code.PITCH),
        ("初回2,980円でお試しいただけます", Code.PITCH),
        ("誰でも月収50万円を達成", Code.PROMISE),
        ("Rarely do I encounter a blog that’s equally educative", Code.STOCK),
        ("あなたのブログは素晴らしいです", Code.STOCK),
        ("{Hello|Hi} there, {nice|great} post", Code.STOCK),
        ("!!!!! BUY THIS NOW AND BE HAPPY FOREVER", Code.SHOUTING),
        ("激安タイヤ 通販 激安タイヤ 交換 激安タイヤ 東京 激安タイヤ 大阪", Code.STUFFED),
    ],
)
def test_each_phrase_rule_matches(text: str, code: Code) -> None:
    assert code.value in codes(text)


@pytest.mark.parametrize("text", ["{漢字|かんじ}の話", "{東京|とう|きょう}へ行きました"])
def test_ruby_is_no_text_of_a_machine(text: str) -> None:
    assert Code.STOCK not in codes(text)


@pytest.mark.parametrize(
    "name", ["cheap nike shoes", "激安コピー専門店", "Best Roofing Company", "探偵 浮気 福岡"]
)
def test_a_name_that_is_an_advertisement_is_seen(name: str) -> None:
    assert Code.NAME_AD in codes("面白かったです", name)


def test_praise_counts_only_with_an_interest_of_its_own() -> None:
    assert Code.FLATTERY not in codes("素晴らしい記事です。勉強になりました！")
    assert Code.FLATTERY in codes("素晴らしい記事です。 https://example.jp/shop")
    assert Code.FLATTERY in codes("Nice post!", "weight loss pills")


def test_words_weigh_more_where_they_lead_somewhere() -> None:
    text = "カジノのスロットで一攫千金"
    alone, contact = (
        next(
            f.points
            for f in text_hits(NormalizedText(t, "名"), "ja", [])
            if f.code == Code.BAD_WORDS
        )
        for t in (text, f"{text} https://example.jp/")
    )
    assert alone < contact


def test_the_owners_words_are_found_however_they_are_written() -> None:
    assert Code.OWN_WORDS in codes("これはＳＰＡＭです", words=("spam",))
    assert Code.OWN_WORDS not in codes("spammer", words=("spam",))
