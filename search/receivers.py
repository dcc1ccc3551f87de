"""What the search does when something it knows changes: its entry is made anew, after commit.

Django's own signals are listened to because drafts, comments and pictures are found in the admin and
announce nothing. What a bulk command changes past them, the caretaker notices (search/index.py).
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model

from search.sources import kind_of
from search.tasks import update_entry


def update_after_commit(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Ask the worker to make the entry of `instance` anew, or to remove it."""
    enqueue = partial(update_entry.enqueue, int(kind_of(sender)), instance.pk)
    transaction.on_commit(enqueue)
