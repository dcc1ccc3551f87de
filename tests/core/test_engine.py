"""The rendering: odd and long input, control characters, notices, threads."""

import threading

import pytest
from django.utils import translation

from core.markdown import MAX_SOURCE, Profile, render


@pytest.mark.parametrize(
    ("source", "html"),
    [("a\x08b", "ab"), ("a\x7fb", "ab"), ("一\x0b二", "一二"), ("a\x0cb", "a\nb"), ("\ud800", "")],
)
def test_control_characters_are_left_out(source, html):
    document = render(source)
    assert document.html.strip() == (f"<p>{html}</p>" if html else "")
    assert "\ufffd" not in f"{document.html}{document.text}{document.excerpt}"


def test_the_author_learns_where_a_control_character_was():
    [notice] = render("一行目\n二行目\x08").notices
    assert (notice.code, notice.line) == ("control_characters", 2)


@pytest.mark.parametrize(
    "source", ["", " ", "\n", "\x00", "\ud800", "\x0b\x1b[31m", "\ufeff# a", "a\r\nb\rc"]
)
@pytest.mark.parametrize("profile", list(Profile))
def test_odd_input_raises_nothing_and_is_storable(source, profile):
    document = render(source, profile=profile)
    document.html.encode()
    document.text.encode()
    assert "\x00" not in document.html


def test_a_text_that_is_too_long_is_cut_and_told():
    document = render("あ" * (MAX_SOURCE + 1))
    assert [notice.code for notice in document.notices] == ["too_long"]
    assert len(document.text) == MAX_SOURCE


def test_too_much_markup_is_shown_as_it_is():
    document = render("<b>*" * 20_000)
    assert [notice.code for notice in document.notices] == ["too_much_markup"]
    assert document.html.startswith("<p>&lt;b&gt;*")


def test_notices_are_translated_when_shown():
    (notice,) = render("![](image:k)").notices
    with translation.override("en"):
        assert str(notice.message) == "An image has no alternative text."


def test_threads_do_not_disturb_one_another():
    source = "## 題\n\n文((注))と[^1]\n\n:::point\na：b\n:::\n\n[^1]: 注"
    expected, wrong = render(source).html, []

    def work():
        wrong.extend(1 for _ in range(30) if render(source).html != expected)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
