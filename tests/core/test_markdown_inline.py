"""CommonMark with the Japanese rules in the line."""

import json
from pathlib import Path

import pytest

from core.markdown import Profile, commonmark, render
from core.markdown.typography import joins

SPEC = json.loads((Path(__file__).parent / "data" / "commonmark.json").read_text("utf-8"))


def paragraph(source):
    html = commonmark(source)
    assert html.startswith("<p>")
    return html.removeprefix("<p>").removesuffix("</p>\n")


def full(source, **options):
    return render(source, **options).html


def test_all_652_examples_of_commonmark_hold():
    failed = []
    for example in SPEC:
        html = commonmark(example["markdown"])
        html = html.replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")
        if html.casefold() != example["html"].casefold():
            failed.append(example["example"])
    assert len(SPEC) == 652
    assert failed == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**「強調」**です", "<strong>「強調」</strong>です"),
        ("これは**「重要」**です。", "これは<strong>「重要」</strong>です。"),
        ("**真。**彼は", "<strong>真。</strong>彼は"),
        ("彼は**（注）**と", "彼は<strong>（注）</strong>と"),
        ("a**あ、**b", "a<strong>あ、</strong>b"),
        ("これは**`code`**です", "これは<strong><code>code</code></strong>です"),
        ("税込**¥10,000**で", "税込<strong>¥10,000</strong>で"),
        ("税込**$10**で", "税込<strong>$10</strong>で"),
        ('太郎は**"Hello"**と', "太郎は<strong>&quot;Hello&quot;</strong>と"),
        ("Go**「初心者」**を", "Go<strong>「初心者」</strong>を"),
        ("**真“**她", "<strong>真“</strong>她"),
        ("**真…**她", "<strong>真…</strong>她"),
        ("**ﾃｽﾄ｡**です", "<strong>ﾃｽﾄ｡</strong>です"),
        ("**テスト！？**です", "<strong>テスト！？</strong>です"),
        ("*「斜体」*です", "<em>「斜体」</em>です"),
        ("***「両方」***です", "<em><strong>「両方」</strong></em>です"),
        ("𠮟**(正式)**です", "𠮟<strong>(正式)</strong>です"),
        ("葛󠄀**(こちら)**城市", "葛󠄀<strong>(こちら)</strong>城市"),
        ("塚\ufe00**(SVS)**です", "塚\ufe00<strong>(SVS)</strong>です"),
        ("**“\ufe01Git”\ufe01**Hub", "<strong>“\ufe01Git”\ufe01</strong>Hub"),
        ("a**〰**a", "a<strong>〰</strong>a"),
        ("**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고"),
        ("**한국어(조선말)**은", "<strong>한국어(조선말)</strong>은"),
        ("ᅡ**(a)**", "ᅡ<strong>(a)</strong>"),
        ("~~「取消」~~です", "<s>「取消」</s>です"),
        ("これは~~（誤）~~正", "これは<s>（誤）</s>正"),
        ("𩸽~~()a~~a", "𩸽<s>()a</s>a"),
        ("葛󠄀~~()a~~a", "葛󠄀<s>()a</s>a"),
        ("__注意__：注意事項", "<strong>注意</strong>：注意事項"),
        ("正體字。\ufe01_Traditional._", "正體字。\ufe01<em>Traditional.</em>"),
    ],
)
def test_emphasis_works_beside_cjk_punctuation(source, expected):
    assert paragraph(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "a**🈯a**a",
        "a**a⭕**a",
        "a**a«**a",
        "a**∇a**a",
        "a**a𐬻**a",
        "a~~()a~~a",
        "** a **",
        "日__本__語",
        "これは__「重要」__です",
        "a\\*\\*b",
        "10~20と30~40",
        "2 * 3 *",
    ],
)
def test_what_is_no_emphasis_in_commonmark_stays_literal(source):
    html = paragraph(source)
    assert "<strong>" not in html
    assert "<em>" not in html
    assert "<s>" not in html


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


def test_a_single_newline_is_a_break_where_the_site_says_so():
    assert full("一行目\n二行目", hard_breaks=True) == "<p>一行目<br>\n二行目</p>\n"
    assert full("一行目\n二行目") == "<p>一行目二行目</p>\n"


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


def test_a_line_that_starts_with_the_mark_is_a_note():
    assert full("※注意です") == '<p class="note-line">※注意です</p>\n'
    assert full("本文\n※注一\n続き\n※注二") == (
        '<p>本文</p>\n<p class="note-line">※注一続き</p>\n<p class="note-line">※注二</p>\n'
    )
    assert full("※注\n本文", hard_breaks=True) == '<p class="note-line">※注</p>\n<p>本文</p>\n'


def test_a_note_inside_a_list_stays_in_its_item():
    assert full("- 語\n- ※語とは") == (
        '<ul>\n<li>語</li>\n<li><small class="note-line">※語とは</small></li>\n</ul>\n'
    )


def test_an_escaped_mark_is_no_note():
    assert full("\\※注") == "<p>※注</p>\n"
    assert full("文中の※は") == "<p>文中の※は</p>\n"


@pytest.mark.parametrize(
    "source",
    [
        "# h",
        "h\n===",
        "| a |\n|-|\n| b |",
        ":::point\na\n:::",
        "a[^1]\n\n[^1]: b",
        "a((b))",
        "---",
        "![a](image:x)",
        "<b>a</b>",
        "[TOC]",
        "※a",
        "- [ ] a",
        "a\n: b",
        "{漢字|かんじ}",
        "<!--more-->",
    ],
)
def test_a_comment_cannot_use_what_only_posts_may(source):
    document = render(source, profile=Profile.COMMENT)
    for forbidden in (
        "<h",
        "<table",
        "<div",
        "<section",
        "<img",
        "<b>",
        "<!--",
        "<ruby",
        "<dl",
        "<input",
    ):
        assert forbidden not in document.html
    for attribute in (" class=", " id="):
        assert attribute not in document.html
    assert (document.toc, document.image_keys) == ([], [])


def test_a_comment_may_use_paragraphs_emphasis_code_links_lists_and_quotes():
    html = full(
        "**強**い *調* ~~消~~ `c` [l](https://a.example)\n\n- a\n\n> q\n\n```python:x.py\nx<1\n```",
        profile=Profile.COMMENT,
    )
    assert html == (
        "<p><strong>強</strong>い <em>調</em> <s>消</s> <code>c</code> "
        '<a href="https://a.example" rel="nofollow ugc noopener">l</a></p>\n'
        "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>q</p>\n</blockquote>\n"
        "<pre><code>x&lt;1</code></pre>\n"
    )


def test_a_bio_is_lines_lists_and_links():
    html = full("{漢字|かんじ}の[人](https://a.example)\n\n- a\n\n> q", profile=Profile.BIO)
    assert "<ruby>" in html
    assert '<a href="https://a.example" rel="noopener">人</a>' in html
    assert "<li>a</li>" in html
    assert "<blockquote>" not in html
