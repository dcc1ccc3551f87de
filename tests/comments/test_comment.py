"""The comment model: paths and permalinks."""

from itertools import pairwise

import pytest

from blog.models import Post
from comments.models import Comment
from core.site_urls import absolute
from tests.factories import (
    approved_comment,
)

pytestmark = pytest.mark.django_db


def test_paths_sort_in_order_of_submission_for_any_keys(post: Post) -> None:
    keys = [9, 10, 99, 100, 2**31 - 1]
    paths = [f"{key:010d}" for key in keys]
    assert all(one < other for one, other in pairwise(paths))
    assert Comment(path="".join(paths)).ancestors_and_self == keys


def test_the_address_of_a_comment_is_its_own(post: Post) -> None:
    comment = approved_comment(post)
    assert comment.get_absolute_url() == f"/comments/{comment.pk}/"
    assert absolute(comment.get_absolute_url()) == f"http://testserver/comments/{comment.pk}/"
