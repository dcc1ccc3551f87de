"""Duplicate detection: the same comment sent twice by one person (a double click, a reload) is one comment.

The cache stores the key of the comment for SECONDS under a hash, so no address is stored with a comment.
A person is an account or a browser: the same text from two browsers of one network is two comments.
"""

import hashlib

from django.core.cache import cache

from comments.identity import Identity
from comments.models import Comment

SECONDS = 600


def get_earlier(comment: Comment, writer: Identity) -> Comment | None:
    """Return the saved comment that this unsaved one repeats, None if it is new.

    The result is final only under the lock of the entry.
    """
    pk = cache.get(_key(comment, writer)) if _sender(comment, writer) else None
    return Comment.objects.filter(pk=pk).first() if pk else None


def remember(comment: Comment, writer: Identity) -> None:
    """Store a saved comment for `get_earlier`."""
    if _sender(comment, writer):
        cache.set(_key(comment, writer), comment.pk, timeout=SECONDS)


def _sender(comment: Comment, writer: Identity) -> str:
    """Return the account, else the guest's browser, else the network; "" where nothing is known."""
    return f"user {comment.user_id}" if comment.user_id else writer.key or writer.network


def _key(comment: Comment, writer: Identity) -> str:
    """Return the cache key. It holds `answers`, not `parent_id`, which is the comment itself in a saved root."""
    facts = (
        _sender(comment, writer),
        comment.entry_key,
        str(comment.answers),
        comment.user_name,
        comment.comment,
    )
    return f"comment-repeat:{hashlib.sha256(chr(0).join(facts).encode()).hexdigest()}"
