"""Ruby, emphasis dots, escapes and joined lines."""

import pytest

from core.markdown import render
from core.markdown.typography import joins


def full(source, **options):
    return render(source, **options).html


def ruby(*pairs):
    parts = (f"{base}<rp>（</rp><rt>{text}</rt><rp>）</rp>" for base, text in pairs)
    return f"<ruby>{''.join(parts)}</ruby>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{漢字|かんじ}", ruby(("漢字", "かんじ"))),
        ("{東京|とう|きょう}", ruby(("東", "とう"), ("京", "きょう"))),
        ("{葛󠄀飾|かつ|しか}", ruby(("葛󠄀", "かつ"), ("飾", "しか"))),
        ("{東京都|とう|きょう}", ruby(("東京都", "とうきょう"))),
        ("{DeepSeek|ディープシーク}", ruby(("DeepSeek", "ディープシーク"))),
        ("｜漢字《かんじ》です", ruby(("漢字", "かんじ")) + "です"),
        ("｜AI《エーアイ》です", ruby(("AI", "エーアイ")) + "です"),
        ("この漢字《かんじ》です", "この" + ruby(("漢字", "かんじ")) + "です"),
        ("人々《ひとびと》", ruby(("人々", "ひとびと"))),
        ("映画《タイタニック》を", "映画《タイタニック》を"),
        ("これは《かんじ》です", "これは《かんじ》です"),
        ("《《傍点》》です", '<em class="bouten">傍点</em>です'),
        ("**{漢字|かんじ}**です", f"<strong>{ruby(('漢字', 'かんじ'))}</strong>です"),
        ("\\{漢字|かんじ}", "{漢字|かんじ}"),
        ("\\｜漢字《かん字》", "｜漢字《かん字》"),
        ("漢字\\《かんじ》", "漢字《かんじ》"),
        ("\\《\\《傍点》》", "《《傍点》》"),
        ("{a|b}", "{a|b}"),
        ("{|かんじ}", "{|かんじ}"),
        ("`{漢字|かんじ}《《点》》`", "<code>{漢字|かんじ}《《点》》</code>"),
        ("{<b>|かんじ}", ruby(("&lt;b&gt;", "かんじ"))),
    ],
)
def test_ruby_and_emphasis_dots(source, expected):
    assert full(source) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("日本語\n改行", "日本語改行"),
        ("**終わり**\n次の行", "<strong>終わり</strong>次の行"),
        ("`x`です\n*次*", "<code>x</code>です<em>次</em>"),
        ("です。\nDeepSeekは", "です。DeepSeekは"),
        ("終わり🎉\n次", "終わり🎉次"),
        ("English\ntext", "English\ntext"),
        ("日本語\nEnglish", "日本語\nEnglish"),
        ("한국\n어", "한국\n어"),
        ("あ  \nい", "あ<br>\nい"),
        ("{漢字|かんじ}\n{漢字|かんじ}", ruby(("漢字", "かんじ")) * 2),
    ],
)
def test_lines_broken_inside_japanese_join_without_a_space(source, expected):
    assert full(source) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("あ", "い", True),
        ("あ", "a", False),
        ("。", "a", True),
        ("a", "「", True),
        ("。", "한", False),
    ],
)
def test_which_characters_join(before, after, expected):
    assert joins(before, after) is expected
