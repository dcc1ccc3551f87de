"""The examples of CommonMark."""

import json
from pathlib import Path

from core.markdown import commonmark

SPEC = json.loads((Path(__file__).parent / "data" / "commonmark.json").read_text("utf-8"))


def test_all_652_examples_of_commonmark_hold():
    failed = []
    for example in SPEC:
        html = commonmark(example["markdown"])
        html = html.replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")
        if html.casefold() != example["html"].casefold():
            failed.append(example["example"])
    assert len(SPEC) == 652
    assert failed == []
