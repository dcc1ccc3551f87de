"""What the blog announces. Sent inside the transaction of the change; apps above connect in ready().

Every signal carries facts, never objects that a later save may change:
`model` ("blog.post" or "blog.page"), `pk`, `url` (path after the change), `old_url` (path before it,
the same where it did not move).
"""

from django.dispatch import Signal

entry_published = Signal()  # it was not public before and is now; sent once for each time
entry_changed = Signal()  # it is public, and its text or address changed
entry_unpublished = Signal()  # it was public and is no longer (draft, private, expired, trashed)
