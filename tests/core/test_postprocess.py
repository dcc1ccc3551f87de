"""Marks, captioned images, headings and directions in the order of the text."""

import pytest

from core.markdown import Profile, render
from core.markdown.slots import slots_in


def slots(source, **options):
    return [(slot.kind, slot.args) for slot in slots_in(render(source, **options).html)]


def test_a_mark_in_the_middle_of_text_is_text():
    assert slots("これは[TOC]です `<!--more-->`") == []


def test_headings_in_quotations_and_boxes_are_not_listed_but_have_ids():
    document = render("> ## 引用\n\n:::note\n## 箱\n:::\n\n## 本文")
    assert [entry.text for entry in document.toc] == ["本文"]
    assert 'id="h-引用"' in document.html
    assert [s.args for s in slots_in(document.html) if s.kind == "h2"] == [{"n": 1}]


def test_a_captioned_image_alone_is_not_in_a_paragraph():
    assert "<p>" not in render("![猫](image:k1 '題')").html
    assert "<p>" in render("文![猫](image:k1 '題')").html


@pytest.mark.parametrize("profile", [Profile.POST, Profile.COMMENT, Profile.BIO])
@pytest.mark.parametrize("text", ["مرحبا بالعالم.", "שלום.", "**سلام** دنیا"])
def test_a_paragraph_with_letters_from_right_to_left_finds_its_direction(profile, text):
    assert render(text, profile=profile).html.startswith('<p dir="auto">')
    assert "dir=" not in render("こんにちは。", profile=profile).html
