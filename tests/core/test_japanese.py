"""Japanese text: phrases, excerpts, counting."""

import itertools
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import japanese
from core.japanese import break_html, excerpt, phrases, reading_minutes

JAPANESE = st.text(
    alphabet="あいうのかなはをっゃょーアイウッャデータ本当年月円万億分人第約々「」（）、。！？!?()・…0123456789.,/%$¥abzXYZ-' 　🎉한国語",
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "DeepSeekショックとは?本当なのか!?って話題について",
            "DeepSeekショックとは?|本当なのか!?って|話題に|ついて",
        ),
        ("2025年1月の出来事", "2025年1月の|出来事"),
        ("約560万ドルは100分の1です", "約560万ドルは|100分の1です"),
        ("3,000円と1/27に", "3,000円と|1/27に"),
        ("約10年間で", "約10年間で"),
        ("DeepSeek-R1とMixture-of-Experts", "DeepSeek-R1と|Mixture-of-Experts"),
        ("Hello world", "Hello world"),
        ("静かなブログの育て方", "静かな|ブログの|育て方"),
    ],
)
def test_phrases_of_known_titles(text, expected):
    assert "|".join(phrases(text)) == expected


@pytest.mark.parametrize("whole", ["本当", "なのか", "DeepSeek", "ショック", "話題"])
def test_the_title_of_our_users_page_never_breaks_inside_a_word(whole):
    assert any(
        whole in phrase for phrase in phrases("DeepSeekショックとは?本当なのか!?って話題について")
    )


@pytest.mark.parametrize(
    "whole",
    [
        "2025年",
        "560万ドル",
        "100分の1",
        "3,000円",
        "1/27",
        "4o",
        "v3.2",
        "20%",
        "$5",
        "¥1,200",
        "第5章",
        "12時間",
        "３ヶ月",
        "500〜650文字",
        "2つ目",
        "1億2000万人",
        "GPT-4o",
        "C++",
        "iPhone15",
        "90度",
    ],
)
@pytest.mark.parametrize(
    "around", ["これは{}です", "{}から始まる", "全部で{}", "新しい{}の話", "「{}」という"]
)
def test_a_number_is_never_torn_from_its_unit(whole, around):
    text = around.format(whole)
    assert any(whole in phrase for phrase in phrases(text)), phrases(text)


@given(JAPANESE)
@example("0X0年")
@settings(max_examples=400, deadline=None)
def test_breaks_lose_nothing_and_fall_where_they_may(text):
    parts = phrases(text)
    assert "".join(parts) == text
    assert all(parts)
    for before, after in itertools.pairwise(parts):
        assert not re.match(r"[、。，．！？!?）」』】…・ー々っゃょッャ%]", after)
        assert before[-1] not in "「（(『【$¥"
        assert not (re.match("[0-9A-Za-z]", after) and re.search("[0-9A-Za-z]$", before))
        assert not (re.match("[ァ-ヺー]", after) and re.search("[ァ-ヺー]$", before))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_split_losslessly(text):
    assert "".join(phrases(text)) == text
    assert len(excerpt(text)) <= japanese.EXCERPT_LIMIT
    assert 0 <= japanese.count_characters(text) <= len(text)


def test_html_is_escaped_and_marked():
    assert break_html(
        "<b>本当なのか</b>という話題について"
    ) == "&lt;b&gt;本当なのか&lt;/b&gt;と<wbr>いう<wbr>話題に<wbr>ついて" or (
        "&lt;b&gt;" in break_html("<b>本当</b>") and "<b>" not in break_html("<b>本当</b>")
    )


def test_text_too_long_for_a_title_is_left_whole():
    assert phrases("本当なのか" * 1000) == ["本当なのか" * 1000]


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("あ", True),
        ("漢", True),
        ("。", True),
        ("Ａ", True),
        ("ｱ", True),
        ("한", True),
        ("𠮟", True),
        ("〰", True),
        ("a", False),
        ("«", False),
        ("🎉", False),
        ("“", False),
        (" ", False),
    ],
)
def test_is_cjk(char, expected):
    assert japanese.is_cjk(char) is expected


def test_an_excerpt_ends_with_a_phrase():
    text = "これは長い文章の例であり、" * 20
    short = excerpt(text, 50)
    assert len(short) <= 50
    assert short.endswith("…")
    assert text.startswith(short[:-1])
    assert phrases(text[:70])[: len(phrases(short[:-1]))][-1].startswith(phrases(short[:-1])[-1])
    assert excerpt("短い 文\nです", 50) == "短い 文 です"


@pytest.mark.parametrize(
    ("characters", "minutes"), [(0, 1), (100, 1), (550, 1), (1100, 2), (5500, 10)]
)
def test_reading_time(characters, minutes):
    assert reading_minutes(characters) == minutes


def test_visible_characters_are_counted():
    assert japanese.count_characters("日 本\n語\u200b　a\ufe0f") == 4
