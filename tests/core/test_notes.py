"""Lines that start with ※."""

from core.markdown import render


def full(source, **options):
    return render(source, **options).html


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


def test_a_note_has_the_direction_of_its_own_text():
    html = render("本文\n※שלום\n※あ").html
    assert html.count('dir="auto"') == 1
    assert '<p class="note-line" dir="auto">※שלום' in html
