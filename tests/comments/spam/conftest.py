from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Post
from comments.models import Comment
from tests.comments.spam.drafts import scored
from tests.factories import approved_comment, held_comment, spam_comment


@pytest.fixture
def past(post: Post) -> dict[str, Comment]:
    """Five recent comments; another one is older than the dry run reads."""
    old = scored(approved_comment(post, text="昔の話"), 99, "good")
    Comment.objects.filter(pk=old.pk).update(submit_date=timezone.now() - timedelta(days=91))
    return {
        "good": scored(approved_comment(post, text="良い話"), 5, "good"),
        "doubtful": scored(approved_comment(post, text="市場の話"), 60, "good"),
        "missed": scored(
            spam_comment(post, text="市場へどうぞ https://shop.example.com/"), 20, "spam"
        ),
        "caught": scored(spam_comment(post, text="売り込み"), 120, "spam"),
        "unscored": scored(held_comment(post, text="待つ話"), None),
    }
