"""Definition lists from the lines of a point box."""

import pytest

from core.markdown import render


def test_lines_of_a_point_box_become_a_definition_list():
    items = "<dl>\n<dt>低コスト</dt>\n<dd>従来の1/100</dd>\n<dt><strong>高性能</strong></dt>\n<dd>凌駕</dd>\n</dl>"
    for source in (
        "- 低コスト：従来の1/100\n- **高性能**: 凌駕",
        "低コスト：従来の1/100\n**高性能**：凌駕",
    ):
        assert items in render(f":::point\n{source}\n:::").html


@pytest.mark.parametrize(
    "source",
    [
        "- a：b\n- c",
        "https://a.example",
        "10:30に集合",
        "この文はとても長い前置きのあとにやっと来るものがあるのだと言っています：はい",
        "`a：b`",
    ],
)
def test_other_lines_of_a_point_box_stay_what_they_are(source):
    assert "<dl>" not in render(f":::point\n{source}\n:::").html


def test_only_point_boxes_make_definition_lists():
    assert "<dl>" not in render(":::note\na：b\n:::").html
