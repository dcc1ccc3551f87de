"""Revisions of posts and pages, and the keys with which browsers create entries.

blog.revisions reads and writes these rows.
"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.enums import RevisionKind
from blog.models.entry import Entry, Page, Post


def is_of_one_entry(name: str) -> models.CheckConstraint:
    """Return the constraint that a row belongs to either a post or a page."""
    return models.CheckConstraint(
        condition=models.Q(post=None, page__isnull=False) | models.Q(post__isnull=False, page=None),
        name=name,
    )


class EntryRowQuerySet(models.QuerySet[Any]):
    """QuerySet of rows that belong to a post or a page."""

    def of(self, entry: Entry) -> Self:
        """Rows of `entry`."""
        return self.filter(**{str(entry._meta.model_name): entry.pk})


class RevisionSnapshot(models.Model):
    """The whole content of an entry, compressed. Revisions are stored as differences to it."""

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    data = models.BinaryField()

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("snapshot_of_one_entry")]

    def __str__(self) -> str:
        return str(self.pk)


class Revision(models.Model):
    """The content of a post or page at a time. `data` is a compressed difference to the snapshot.

    `created_at` and `updated_at` differ for autosaved revisions, which are updated in place.
    """

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="revisions")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="revisions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=RevisionKind)
    name = models.CharField(_("name"), max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    snapshot = models.ForeignKey(
        RevisionSnapshot, on_delete=models.RESTRICT, related_name="revisions"
    )
    data = models.BinaryField()

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("revision_of_one_entry")]

    def __str__(self) -> str:
        return self.name or f"{self.get_kind_display()} {self.updated_at:%Y-%m-%d %H:%M}"


class CreationKey(models.Model):
    """A key that a browser made for a new entry, so that repeated requests create one entry."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: "models.Manager[Any]" = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.key)

    @property
    def entry(self) -> Entry | None:
        """The created entry, if it was created (one query)."""
        return self.post or self.page
