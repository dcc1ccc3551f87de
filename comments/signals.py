"""Signals of the comments, sent inside the transaction of the change.

Every signal carries keys, never objects that a later change may alter: `pk` of the comment, `model`
("blog.post" or "blog.page") and `entry_pk` of its entry.
"""

from django.dispatch import Signal

comment_submitted = Signal()  # created, in any state
comment_approved = Signal()  # became public
comment_removed = Signal()  # is no longer public
