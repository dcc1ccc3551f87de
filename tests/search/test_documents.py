"""Texts of the index: search/documents.py."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from blog.models import Tag
from search.documents import SOURCES, DocumentTexts, kind_of
from search.enums import Kind
from tests.factories import published_post

pytestmark = pytest.mark.django_db


def test_the_texts_that_are_compared_are_title_and_body() -> None:
    texts = DocumentTexts(datetime(2025, 1, 1, tzinfo=UTC), "題", "本文", ["見出し"], ["よみ"])
    entry = texts.entry(Kind.POST, 1)
    assert entry.text == "題\n本文"
    assert "よみ" in entry.folded


def test_readings_are_those_of_the_ruby_and_adjacent_ones_are_one_word() -> None:
    post = published_post(title="題", body="｜京《きょう》｜都《と》の猫《ねこ》")
    source = SOURCES[Kind.POST]
    assert source.read(source.rows.get(pk=post.pk)).readings == ["きょうと", "ねこ"]


def test_every_text_of_the_index_changes_the_digest() -> None:
    texts = DocumentTexts(datetime(2025, 1, 1, tzinfo=UTC), "題", "本文", ["見出し"], ["よみ"])
    changes: list[dict[str, Any]] = [
        {},
        {"moment": datetime(2025, 1, 2, tzinfo=UTC)},
        {"title": "別"},
        {"body": "別"},
        {"headings": ["見出し", "別"]},
        {"headings": ["見出し", "よみ"], "readings": []},
        {"readings": ["別"]},
    ]
    digests = {replace(texts, **change).digest for change in changes}
    assert len(digests) == len(changes)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_known_by_its_model(kind: Kind) -> None:
    assert kind_of(SOURCES[kind].model) == kind
    with pytest.raises(ValueError, match="Tag"):
        kind_of(Tag)
