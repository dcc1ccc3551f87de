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


@pytest.mark.parametrize(
    "name",
    [
        "自由が丘", "緑が丘駅", "つつじが丘", "美しが丘", "ユーカリが丘", "お茶の水", "御茶ノ水", "となり",
        "令和元年", "平成元年度", "昭和三十九年", "慶応二年", "霞が関", "霞が関駅", "あきる野市", "うるま市",
        "東かがわ市", "南あわじ市", "つくばみらい市", "かすみがうら市", "みなとみらい線", "関が原", "千駄ヶ谷",
        "虎の門", "虎ノ門", "井の頭線", "丸の内", "江の島", "竹の塚", "溝の口", "紀の川", "味の素", "三の宮", "一の関",
        "代々木上原", "第一線", "二十一条", "とし子", "もののけ姫", "耳をすませば", "千と千尋の神隠し",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["{}の夏", "{}", "今日は{}へ行く", "「{}」という", "新しい{}を見た"]
)
def test_a_name_is_never_torn(name, around):
    text = around.format(name)
    assert any(name in phrase for phrase in phrases(text)), phrases(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("となりのトトロを見た", "となりの|トトロを|見た"),
        ("春となりました", "春と|なりました"),
        ("家のとなりに猫", "家のとなりに|猫"),
        ("霞が関1-2-3の役所", "霞が関1-2-3の|役所"),
        ("彼が原因です", "彼が|原因です"),
        ("手帳が岡山で売れた", "手帳が|岡山で|売れた"),
        ("私の本棚", "私の|本棚"),
        ("今東京では", "今|東京では"),
        ("一人一人の話", "一人|一人の|話"),
        ("三ヶ月間東京で暮らす", "三ヶ月間|東京で|暮らす"),
        ("私はさみしい", "私は|さみしい"),
        ("夏の終わりに読んだ本", "夏の|終わりに|読んだ|本"),
        ("花火の音が遠い", "花火の|音が|遠い"),
    ],
)
def test_what_looks_like_a_name_still_breaks(text, expected):
    assert "|".join(phrases(text)) == expected


@pytest.mark.parametrize("text", ["とえはたの駅", "く井さんの本", "は|の字", "天使の羽"])
def test_one_character_is_no_phrase(text):
    first = re.match(r"[ぁ-ん]|[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text)
    assert first is None or len(phrases(text)[0]) > 1


def test_each_name_of_the_list_is_kept_whole():
    lines = japanese._NAMES_PATH.read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if not line.startswith("#") for name in line.split()]
    assert len(names) == len(set(names)) > 200
    torn = [name for name in names if japanese.break_positions(name)]
    assert not torn


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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "暮らしと道具とAIを、糸で",
            '暮らしと<wbr>道具と<span class="seam"><wbr></span>AIを、<wbr>糸で',
        ),
        ("本当にAIを使う", '本当に<span class="seam"><wbr></span>AIを<wbr>使う'),
    ],
)
def test_no_break_opportunity_ends_the_gap_between_japanese_and_latin(text, html):
    assert break_html(text) == html


@pytest.mark.parametrize("text", ["ヒューマンコンピュータ入門", "ユニバーサルデザイン"])
def test_a_long_phrase_is_kept_together_by_itself(text):
    assert break_html(text) == f'<span class="phrase">{text}</span>'


@pytest.mark.parametrize("text", ["A long title in English", "한국어로 쓴 아주 긴 제목", "題名"])
def test_short_phrases_and_texts_with_spaces_need_nothing(text):
    assert break_html(text) == text


@pytest.mark.parametrize(
    "character",
    ["👨\u200d👩\u200d👧", "🇯🇵", "👍🏽", "か\u309a", "葛\U000e0100", "❤\ufe0f", "1\ufe0f\u20e3"],
)
def test_an_excerpt_never_ends_inside_a_character(character):
    for limit in range(12, 12 + len(character) * 2):
        cut = japanese.excerpt(character * 30, limit)
        body = cut.removesuffix("…")
        assert len(cut) <= limit
        assert body
        assert body == character * (len(body) // len(character))
