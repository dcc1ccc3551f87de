"""Slugs: suggested, normalised, validated."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.slugs import MAX_LENGTH, normalise, romanise, suggest, validate_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("DeepSeekショックとは?本当なのか!?", "deepseek-shokku"),
        ("Hello, World!", "hello-world"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ １２３", "full-width-123"),
        ("ﾌｧｲﾙ", "fairu"),
        ("Café au lait", "cafe-au-lait"),
        ("It's mine", "its-mine"),
        ("東京都", "post-7"),
        ("", "post-7"),
        ("🎉！", "post-7"),
        ("珈琲を淹れる朝", "post-7"),
    ],
)
def test_a_suggestion_is_ascii(title, slug):
    assert suggest(title, "post-7") == slug


@pytest.mark.parametrize(
    ("kana", "roman"),
    [
        ("しちつふじ", "shichitsufuji"),
        ("きゃしゅちょ", "kyashucho"),
        ("がっこう", "gakkou"),
        ("マッチャ", "matcha"),
        ("サーバー", "saba"),
        ("ティッシュ", "tisshu"),
        ("フォント", "fonto"),
        ("ヴァイオリン", "vaiorin"),
        ("ウェブ", "webu"),
        ("ジェット", "jetto"),
        ("んを", "no"),
    ],
)
def test_kana_in_hepburn(kana, roman):
    assert romanise(kana) == roman


def test_a_long_suggestion_ends_with_a_word():
    slug = suggest("word " * 50, "x")
    assert len(slug) <= 60
    assert set(slug.split("-")) == {"word"}


@given(st.text(max_size=200))
def test_whatever_the_title_a_suggestion_is_a_slug(title):
    slug = suggest(title, "fallback")
    assert slug.isascii()
    assert slug == normalise(slug)
    validate_slug(slug)


@given(st.text(max_size=300))
def test_what_is_normalised_is_valid_or_empty(text):
    slug = normalise(text)
    assert normalise(slug) == slug
    if slug:
        validate_slug(slug)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Hello World", "hello-world"),
        ("日本語 の スラッグ", "日本語-の-スラッグ"),
        ("a//b..c", "a-b-c"),
        ("--a--", "a"),
        ("が", "が"),
        ("a_b", "a_b"),
        ("ａＢ", "ab"),
        ("ｓａｍｅ－ｓｌｕｇ", "same-slug"),
        ("ﾃｽﾄ ２０２６年", "テスト-2026年"),
        ("ｶﾞ①", "ガ1"),
    ],
)
def test_normalising(typed, slug):
    assert normalise(typed) == slug


@pytest.mark.parametrize(
    "value", ["a", "日本語", "2025", "a-b_c", "データ", "がっこう", "x" * MAX_LENGTH]
)
def test_slugs_that_are_valid(value):
    validate_slug(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "length"),
        ("x" * (MAX_LENGTH + 1), "length"),
        ("a b", "characters"),
        ("a/b", "characters"),
        ("a.b", "characters"),
        ("a\u200bb", "characters"),
        ("a\u202eb", "characters"),
        ("a\U000e0100", "characters"),
        ("か\u3099", "form"),
        ("豈\uf900", "form"),
        ("-a", "hyphen"),
        ("a-", "hyphen"),
    ],
)
def test_slugs_that_are_refused(value, code):
    with pytest.raises(ValidationError) as caught:
        validate_slug(value)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("葛\U000e0100城", "葛城"),
        ("か\u309a", "か\u309a"),
        ("辻\ufe00-通り", "辻-通り"),
        ("ภาษาไทย", "ภาษาไทย".replace("\u0e33", "\u0e4d\u0e32")),
        ("a\u200bb", "ab"),
        ("-\u309aか", "か"),
    ],
)
def test_marks_stay_with_their_letters_and_selectors_go(typed, slug):
    assert normalise(typed) == slug
    validate_slug(slug)


def test_a_variation_selector_is_refused_in_a_slug():
    with pytest.raises(ValidationError):
        validate_slug("葛\U000e0100城")
