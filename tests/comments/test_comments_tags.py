"""Template tags of the comments: the section under an entry, its queries and its size."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.crowd import comment_on
from blog.models import Post
from comments.models import Comment, CommentPolicy
from tests.comments.thread_pages import conversation, loaded
from tests.factories import (
    approved_comment,
)
from tests.html import select, tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answers", [0, 2, 199])
def test_the_section_of_a_page_takes_two_queries_for_any_number_of_comments(
    post: Post, answers: int
) -> None:
    CommentPolicy(page_size=300).save()
    conversation(post, answers)
    entry = loaded(post)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = Template('{% include "comments/_section.html" with entry=entry only %}').render(
            Context({"entry": entry})
        )
    assert html.count("<article") == answers + 1
    assert len(queries) == 2


@pytest.mark.parametrize("answers", [1, 4])
def test_a_section_with_more_pages_takes_two_queries_too(post: Post, answers: int) -> None:
    CommentPolicy(page_size=2).save()
    for _number in range(3):
        conversation(post, answers)
    entry = loaded(post)
    with CaptureQueriesContext(connection) as queries:
        Template('{% include "comments/_section.html" with entry=entry only %}').render(
            Context({"entry": entry})
        )
    assert len(queries) == 2


@pytest.mark.parametrize("under_one_root", [False, True])
@pytest.mark.parametrize(
    ("characters", "shown"), [(55, range(100, 101)), (130, range(98, 101)), (3_000, range(11, 14))]
)
def test_the_page_of_a_crowded_post_stays_light(
    stranger: Client, post: Post, under_one_root: bool, characters: int, shown: range
) -> None:
    root = approved_comment(post)
    comment_on(post, 1_000, under=root if under_one_root else None, text="話" * characters)
    Comment.objects.update(published_at=root.published_at)
    page = stranger.get(post.get_absolute_url())
    assert len(page.content) <= 150 * 1024
    assert len(select(tree(page), ".comments article")) in shown
