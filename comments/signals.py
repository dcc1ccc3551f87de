"""What the comments announce. Sent inside the transaction of the change; apps above connect in ready().

Every signal carries keys, never objects that a later change may alter: `pk` of the comment, `model`
("blog.post" or "blog.page") and `entry_pk` of what it stands on.
"""

from django.dispatch import Signal

comment_submitted = Signal()  # somebody wrote it; it may still wait for a moderator
comment_approved = Signal()  # readers see it from now on
comment_removed = Signal()  # readers saw it and do no longer
