"""Emoticons are shown as they were typed, in posts and comments: core/markdown/emoticons.py."""

from html import unescape

import pytest

from core.markdown import render
from core.markdown.document import Profile

EMOTICONS = [
    "ありがとう(*^_^*)",
    "嬉しい(^_^) また来ます(^_^)",
    "やるぞ(`・ω・´) もう一回(`・ω・´)",
    "寒い(((；ﾟДﾟ)))",
    "(*_*) 悲しい(;_;) 本当に(;_;)",
    "(>_<) まさか (>_<)",
    "((+_+))",
    "m(_ _)m どうも m(_ _)m",
    "＼(^o^)／ \\(^o^)/",
    "¯\\_(ツ)_/¯",
    "_(:3」∠)_ 疲れた _(:3」∠)_",
    "(´・ω・`) しょぼん (´・ω・`)",
    "(*´ω｀*) ふふ (*´ω｀*)",
    "嬉しい^_^ また^_^",
    "泣く;_; また;_;",
    "（*_*） 全角 （*_*）",
    "(~_~;) 眠い (~_~;)",
    "(*o*) わあ (*o*)",
]


@pytest.mark.parametrize("profile", [Profile.POST, Profile.COMMENT], ids=["post", "comment"])
@pytest.mark.parametrize("text", EMOTICONS)
def test_an_emoticon_is_shown_as_typed(text: str, profile: Profile) -> None:
    document = render(text, profile=profile)
    assert unescape(document.html) == f"<p>{text}</p>\n"
    assert document.excerpt == text


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("(**重要**)です", "(<strong>重要</strong>)です"),
        ("(*強調*)です", "(<em>強調</em>)です"),
        ("(_下線_)です", "(<em>下線</em>)です"),
        ("(`x`)と(`*`)", "(<code>x</code>)と(<code>*</code>)"),
        ("(*a*)", "(<em>a</em>)"),
        ("**「強調」**です(^^)", "<strong>「強調」</strong>です(^^)"),
        ("\\(1\\)", "(1)"),
        ("snake_case_name と _強調_", "snake_case_name と <em>強調</em>"),
    ],
)
def test_markup_in_brackets_stays_markup(source: str, html: str) -> None:
    assert render(source).html == f"<p>{html}</p>\n"


def test_two_brackets_are_a_footnote_and_three_are_not() -> None:
    assert "footnotes" in render("本文((これは注))です").html
    assert "footnotes" not in render("本文(((これは注ではない)))です").html
