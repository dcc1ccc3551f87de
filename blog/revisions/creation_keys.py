"""Keys of new entries: a browser makes one, so that requests sent again create one entry.

The first save that carries a key creates the entry and stores it in the row. Later saves find it there.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from accounts.models import User
from blog.models import CreationKey, Entry, Post


def get_or_lock(key: UUID, user: User) -> CreationKey:
    """Return the row of `key`, locked until the end of the transaction; insert it if it is new.

    A concurrent request with the same key waits here. `entry` of the row is then what the first one
    created. Call it in a transaction. Raises PermissionDenied for a key of another user.
    """
    row = CreationKey(key=key, user=user)
    CreationKey.objects.bulk_create([row], ignore_conflicts=True)  # waits for a concurrent insert
    locked: CreationKey = CreationKey.objects.select_for_update().get(key=key)
    if locked.user_id != user.pk:
        raise PermissionDenied
    return locked


def set_entry(row: CreationKey, entry: Entry) -> None:
    """Store the entry that was created with the key."""
    name = "post" if isinstance(entry, Post) else "page"
    setattr(row, name, entry)
    row.save(update_fields=[name])
