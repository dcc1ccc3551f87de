"""Saving of entries whose slug was suggested, while others save entries too."""

from collections.abc import Collection

from django.db import IntegrityError, transaction

from blog import publishing
from blog.models import Page, Post
from blog.slugs import suggest_slug

#: Attempts to save with another suggested slug if a concurrent save has taken it.
ATTEMPTS = 5


def save(entry: Post | Page, *, fields: Collection[str] | None = None) -> None:
    """Save `entry` with blog.publishing; if its slug was taken, suggest another.

    Raises IntegrityError after the last attempt.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                publishing.save(entry, fields=fields)
            return
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            entry.slug = suggest_slug(type(entry), entry.title, except_pk=entry.pk)
