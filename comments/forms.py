"""The form that readers fill."""

from django_comments_xtd.forms import XtdCommentForm


class CommentForm(XtdCommentForm):
    """The package's form under our rules."""
