"""Emphasis and strikethrough beside Chinese, Japanese and Korean characters."""

import pytest

from core.markdown import commonmark


def paragraph(source):
    html = commonmark(source)
    assert html.startswith("<p>")
    return html.removeprefix("<p>").removesuffix("</p>\n")


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
