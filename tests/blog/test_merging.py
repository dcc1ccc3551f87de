"""A text is merged with the current one of its entry: blog/revisions/merging.py."""

import pytest

from blog.models import Page, Post
from blog.revisions import store
from blog.revisions.merging import merge_body
from core.diff3 import Conflict
from tests.blog.test_store import save
from tests.factories import draft_page, draft_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("entry_type", [Post, Page])
def test_a_text_is_merged_with_what_was_saved_since_the_base(
    entry_type: type[Post] | type[Page],
) -> None:
    entry = (draft_post if entry_type is Post else draft_page)(body="一\n\n二")
    base = store.of(entry)[0]
    save(entry, body="一\n\n二\n\n三")
    merged = merge_body(entry, base=base, mine="零\r\n\r\n一\r\n\r\n二")
    assert merged.text == "零\n\n一\n\n二\n\n三"


def test_a_conflict_has_the_three_texts() -> None:
    post = draft_post(body="一\n\n二")
    base = store.of(post)[0]
    save(post, body="一甲\n\n二")
    merged = merge_body(post, base=base, mine="一乙\n\n二")
    assert merged.text is None
    assert merged.chunks[0] == Conflict("一", "一乙", "一甲")
