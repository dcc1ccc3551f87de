"""Comments. The package's hook (COMMENTS_APP) asks this module for the model and the form."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comments.forms import CommentForm
    from comments.models import Comment


def get_model() -> "type[Comment]":
    """Return the comment model."""
    from comments.models import Comment  # models are not loaded when Django imports this package

    return Comment


def get_form() -> "type[CommentForm]":
    """Return the form that readers fill."""
    from comments.forms import CommentForm  # as above

    return CommentForm
