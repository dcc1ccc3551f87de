"""Revisions of posts and pages, their conflicts, the keys of new entries, and who is writing.

blog.revisions reads and writes these rows, and blog.presence those of open windows.
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
    #: Key of the window whose text was saved automatically, until that window saves it.
    window = models.CharField(max_length=32, blank=True, default="", db_default="")

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("revision_of_one_entry")]

    def __str__(self) -> str:
        return self.name or f"{self.get_kind_display()} {self.updated_at:%Y-%m-%d %H:%M}"


class TextConflict(models.Model):
    """A text that was not saved because another person had changed the same paragraphs.

    `mine` is the text of `user`, `theirs` the stored one, `base` what both began with (None: unknown).
    Its revisions are not pruned until it is decided (blog.revisions.conflicts).
    """

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    mine = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="conflict")
    theirs = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [is_of_one_entry("conflict_of_one_entry")]

    def __str__(self) -> str:
        return str(self.pk)


class OpenWindow(models.Model):
    """A window in which an account has the write screen of an entry open, seen last at `seen_at`."""

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: Key that the window made for itself.
    key = models.CharField(max_length=32)
    seen_at = models.DateTimeField()

    objects = EntryRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            is_of_one_entry("window_of_one_entry"),
            models.UniqueConstraint(fields=["post", "user", "key"], name="window_of_post"),
            models.UniqueConstraint(fields=["page", "user", "key"], name="window_of_page"),
        ]

    def __str__(self) -> str:
        return self.key


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
