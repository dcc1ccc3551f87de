"""Entries of the table of contents."""

import json

from core.markdown import TocEntry, render


def test_an_entry_goes_through_json():
    (entry,) = render("## 題").toc
    assert TocEntry.from_dict(json.loads(json.dumps(entry.as_dict()))) == entry
