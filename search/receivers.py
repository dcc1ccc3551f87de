"""Signal receivers of the search: they update the entry of a changed object, after commit.

The receivers use Django's model signals, because drafts, comments and images are indexed for the admin
and have no signal of their own. Bulk changes send none: IndexReconciler repairs them (search/index.py).
"""

from functools import partial

from django.db import transaction
from django.db.models import Model

from search.documents import kind_of
from search.tasks import update_entry


def update_after_commit(sender: type[Model], instance: Model, **kwargs: object) -> None:
    """Enqueue the task that updates or deletes the index entry of `instance`."""
    enqueue = partial(update_entry.enqueue, int(kind_of(sender)), instance.pk)
    transaction.on_commit(enqueue)
