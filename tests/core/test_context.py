"""Readings that an author wrote as HTML are no text."""

import pytest

from core.markdown import render


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "<ruby>東<rt>とう</rt></ruby><ruby>京<rt>きょう</rt></ruby>駅前で待つ。",
            "東京駅前で待つ。",
        ),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>テスト", "漢字テスト"),
        ("<ruby>蹴上<rp>（</rp><rt>けあげ</rt><rp>）</rp></ruby>駅", "蹴上駅"),
        ('<RUBY lang="ja">雨<RT class="x">*あめ*</RT></RUBY>の日', "雨の日"),
        ("<ruby>雨<rt>あめ</ruby>の日", "雨の日"),
        ("<div><ruby>雨<rt>あめ</rt></ruby>の日</div>", "雨の日"),
        ("<div><ruby>雨<rp>(<rt>あめ<rp>)</ruby>の日</div>", "雨の日"),
        ("雨<rt>あめ\n\n次の段落", "雨\n次の段落"),
    ],
)
def test_a_reading_is_neither_text_nor_counted(source, text):
    document = render(source)
    assert document.text == text
    assert document.characters == len(text.replace("\n", ""))
    assert document.excerpt.startswith(text[:1])
    assert "あめ" not in document.excerpt
    assert "とう" not in document.excerpt
