"""Signals of the blog, sent inside the transaction of the change. Apps above connect in ready().

Arguments are plain values, never instances that a later save may change: `model` ("blog.post" or
"blog.page"), `pk`, `url` (path after the change), `old_url` (path before it, equal if unchanged).
"""

from django.dispatch import Signal

entry_published = Signal()  # the entry became public; sent each time it does
entry_changed = Signal()  # the entry is public, and its content or URL changed
entry_unpublished = Signal()  # the entry was public and no longer is (draft, expired, trashed …)

# A post or page came into review or left it: `pk` is the key of the ReviewRequest.
review_submitted = Signal()
review_decided = Signal()

# Rows of posts were written by a queryset, past Post.save(): `fields` are the names of the columns.
posts_written = Signal()
