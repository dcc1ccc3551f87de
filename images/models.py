"""Pictures that people upload: the original is kept privately, readers get re-encoded renditions."""

import secrets
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """Return a fresh key: unguessable, and safe in a URL and in Markdown (`image:KEY`)."""
    return secrets.token_urlsafe(12)


def originals() -> FileSystemStorage:
    """Storage of originals: outside MEDIA_ROOT and without a URL, so nothing can serve them."""
    return FileSystemStorage(
        location=settings.ORIGINALS_ROOT,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


class ImageQuerySet(models.QuerySet[Any]):
    """Pictures."""

    def kept(self) -> Self:
        """Those that are offered to authors: not in the trash."""
        return self.filter(trashed_at=None)

    def trashed(self) -> Self:
        """Those in the trash. They are served as before (images/trashing.py)."""
        return self.exclude(trashed_at=None)


class Image(models.Model):
    """One uploaded picture. Posts refer to it by `key`, so a new rendition breaks no post."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    original = models.FileField(_("original"), storage=originals, max_length=200, editable=False)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    renditions = models.JSONField(
        default=list,
        editable=False,
        help_text="name, width, height of each file readers get; narrowest first",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at"]
        permissions = [("purge_image", _("Can delete images for good"))]

    def __str__(self) -> str:
        return self.alt or self.file_name or self.key

    @cached_property
    def sizes(self) -> "list[Rendition]":
        """The renditions, narrowest first."""
        return [Rendition(**row) for row in self.renditions]

    @property
    def largest(self) -> "Rendition | None":
        """The widest rendition, or None while none has been made."""
        return self.sizes[-1] if self.sizes else None

    @property
    def url(self) -> str:
        """Address of the widest rendition, or an empty string."""
        return self.largest.url if self.largest else ""

    @property
    def srcset(self) -> str:
        """Value of the srcset attribute: every rendition with its width."""
        return ", ".join(f"{size.url} {size.width}w" for size in self.sizes)


@dataclass(frozen=True)
class Rendition:
    """A re-encoded, upright copy of an image at one width (pixels), without metadata.

    Kept in a column of its image, so that a page with pictures from many tables costs no query
    for their sizes.
    """

    name: str
    width: int
    height: int

    @property
    def url(self) -> str:
        """Address of the file."""
        return default_storage.url(self.name)
