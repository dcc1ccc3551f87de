"""Comments. django_comments calls get_model() and get_form() of its COMMENTS_APP."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comments.forms import CommentForm
    from comments.models import Comment


def get_model() -> "type[Comment]":
    from comments.models import Comment  # models are not loaded when Django imports this package

    return Comment


def get_form() -> "type[CommentForm]":
    from comments.forms import CommentForm  # as above

    return CommentForm
