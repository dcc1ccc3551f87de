"""The parser rule for blocks: fences, nesting, and blocks that are not closed."""

from core.markdown import render


def codes(document):
    return [notice.code for notice in document.notices]


def test_a_block_of_one_line_may_be_closed_by_habit():
    document = render(":::ad top\n:::\n本文")
    assert document.html.endswith("<p>本文</p>\n")
    assert document.notices == []


def test_an_unknown_block_shows_its_content_and_is_told():
    document = render(":::なぞ 題\n**中身**\n:::\n後")
    assert "<strong>中身</strong>" in document.html
    assert "題" in document.html
    assert [(notice.code, notice.line) for notice in document.notices] == [("unknown_block", 1)]
    assert "なぞ" in str(document.notices[0].message)


def test_an_unclosed_block_ends_with_the_text_and_is_told():
    document = render("前\n\n:::point\n中\n\n後")
    assert document.html.endswith("<p>中</p>\n<p>後</p>\n</div>\n")
    assert [(notice.code, notice.line) for notice in document.notices] == [("unclosed_block", 3)]


def test_a_closing_fence_without_a_block_is_told():
    document = render("前\n\n:::\n\n後")
    assert document.html == "<p>前</p>\n<p>後</p>\n"
    assert codes(document) == ["stray_fence"]


def test_full_width_colons_are_colons():
    assert render("：：：ポイント\n中\n：：：").html == render(":::point\n中\n:::").html


def test_fences_inside_code_are_code():
    html = render(":::note\n```\n:::point\n:::\n```\n:::\n後").html
    assert html.endswith("</figure>\n</div>\n<p>後</p>\n")
    assert ":::point\n:::" in html


def test_blocks_work_in_lists_and_quotations_and_hold_all_markdown():
    assert "box-note" in render("- 項目\n\n  :::note\n  中\n  :::").html
    assert "box-note" in render("> :::note\n> 中\n> :::").html
    html = render(":::note\n- a\n\n|a|\n|-|\n|b|\n\n```\nc\n```\n:::").html
    assert all(tag in html for tag in ("<li>", "<table>", "<pre"))


def test_blocks_nested_too_deep_show_their_text():
    document = render(":::point\n" * 30 + "底\n" + ":::\n" * 30)
    assert "底" in document.html
    assert "too_deep" in codes(document)
