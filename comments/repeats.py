"""The same comment sent twice by one person (a double click, a reload) is one comment.

Kept in the cache for some minutes under a hash, so that no address is stored with a comment, and two
people who say the same in the same words are not taken for one.
"""

import hashlib

from django.core.cache import cache

from comments.models import Comment
from comments.writers import Writer

SECONDS = 600


def earlier(comment: Comment, writer: Writer) -> Comment | None:
    """Return the comment of which this unsaved one is a repetition; call it under the entry's lock."""
    pk = cache.get(_key(comment, writer)) if _sender(comment, writer) else None
    return Comment.objects.filter(pk=pk).first() if pk else None


def remember(comment: Comment, writer: Writer) -> None:
    """Know a saved comment when it comes again."""
    if _sender(comment, writer):
        cache.set(_key(comment, writer), comment.pk, timeout=SECONDS)


def _sender(comment: Comment, writer: Writer) -> str:
    return f"user {comment.user_id}" if comment.user_id else writer.network


def _key(comment: Comment, writer: Writer) -> str:
    """The parent is not the column: that names the comment itself once a root has been saved."""
    facts = (
        _sender(comment, writer),
        comment.entry_key,
        str(comment.answers),
        comment.user_name,
        comment.comment,
    )
    return f"comment-repeat:{hashlib.sha256(chr(0).join(facts).encode()).hexdigest()}"
