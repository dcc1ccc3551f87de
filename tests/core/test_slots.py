"""Slots: placeholders that are filled when a page is made."""

import pytest
from django.utils.safestring import SafeString

from core.markdown import render
from core.markdown.slots import CLOSING, Slot, fill, opening, slots_in


def test_arguments_survive_whatever_they_hold():
    args = {"a": '--><script>"\\', "b": "日本 <!-- -->", "c": 1, "d": True}
    assert slots_in(opening("ad", args)) == [Slot("ad", args)]
    assert opening("ad", args).count("-->") == 1


def test_each_filler_is_called_once_with_all_its_slots():
    calls = []

    def filler(slots):
        calls.append([slot.args["n"] for slot in slots])
        return [f"[{slot.args['n']}]" for slot in slots]

    html = "a" + opening("ad", {"n": 1}) + "b" + opening("ad", {"n": 2}) + "c"
    filled = fill(html, {"ad": filler, "card": filler})
    assert filled == "a[1]b[2]c"
    assert isinstance(filled, SafeString)
    assert calls == [[1, 2]]


def test_what_is_inside_is_filled_first():
    html = (
        opening("balloon", {}) + "x" + opening("image", {}) + "y" + CLOSING + opening("image", {})
    )
    seen = []

    def balloons(slots):
        seen.extend(slot.inner for slot in slots)
        return [f"({slot.inner})" for slot in slots]

    assert fill(html, {"balloon": balloons, "image": lambda s: ["I"] * len(s)}) == "(xIy)I"
    assert seen == ["xIy"]


def test_a_kind_may_be_nested_in_itself():
    html = (
        opening("balloon", {"n": 1})
        + "a"
        + opening("balloon", {"n": 2})
        + "b"
        + CLOSING
        + "c"
        + CLOSING
    )
    calls = []

    def filler(slots):
        calls.append(len(slots))
        return [f"{slot.args['n']}({slot.inner})" for slot in slots]

    assert fill(html, {"balloon": filler}) == "1(a2(b)c)"
    assert calls == [2]


def test_an_unknown_kind_leaves_what_it_encloses():
    html = "a" + opening("balloon", {}) + "b" + CLOSING + opening("nosuch", {}) + "c"
    assert fill(html, {}) == "abc"


def test_a_filler_must_answer_for_every_slot():
    with pytest.raises(ValueError, match="argument"):
        fill(opening("ad", {}), {"ad": lambda slots: []})


def test_what_a_filler_returns_is_not_read_again():
    html = fill(
        opening("ad", {}), {"ad": lambda s: [opening("image", {})], "image": lambda s: ["X"]}
    )
    assert html == opening("image", {})


def test_slots_are_listed_in_reading_order_with_their_inner_html():
    html = render("![a](image:k)\n\n:::balloon b\nx ![c](image:d)\n:::").html
    listed = slots_in(html)
    assert [slot.kind for slot in listed] == ["image", "balloon", "image"]
    assert opening("image", listed[2].args) in listed[1].inner


def test_html_without_slots_stays_the_same():
    assert fill("<p>x</p>" + CLOSING, {}) == "<p>x</p>"


def test_many_slots_are_filled_in_no_time():
    html = "".join(opening("image", {"n": n}) + "x" for n in range(5000))
    assert fill(html, {"image": lambda s: [str(slot.args["n"]) for slot in s]}).startswith("0x1x2x")


def test_arguments_of_a_slot_cannot_end_its_comment():
    html = render(':::ad "--><script>x</script>').html
    (slot,) = slots_in(html)
    assert slot.args == {"name": '"--><script>x</script>'}
    assert "<script>" not in html
    assert html.count("-->") == 1
