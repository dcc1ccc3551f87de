"""What the filter found in a comment, in words for moderators."""

from collections.abc import Iterator
from typing import Any

from comments.models import Comment


def sentences(comment: Comment) -> Iterator[str]:
    """Yield a line for each of the comment's signals: its code and its points."""
    for signal in comment.signals:
        yield _line(signal)


def _line(signal: Any) -> str:
    if isinstance(signal, dict):
        return f"{signal.get('code', '?')} ({signal.get('points', 0):+d})"
    return str(signal)
