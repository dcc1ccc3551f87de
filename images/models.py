"""Image model: an upload with a private original and public, re-encoded renditions."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from images.renditions import HasRenditions


def new_key() -> str:
    """Return a random key that is safe in a URL and in Markdown (`image:KEY`)."""
    return secrets.token_urlsafe(12)


def originals() -> FileSystemStorage:
    """Return the storage of originals: outside MEDIA_ROOT and without URLs, so they are never served."""
    return FileSystemStorage(
        location=settings.ORIGINALS_ROOT,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def public_files(
    renditions: Iterable[Mapping[str, object]], preview: Mapping[str, object] | None
) -> list[str]:
    """Return the file names in the default storage from the two JSON columns of an image."""
    return [str(row["name"]) for row in (*renditions, *([preview] if preview else []))]


class ImageQuerySet(models.QuerySet[Any]):
    """Images by trash and preview."""

    def kept(self) -> Self:
        """Images outside the trash, which authors can choose."""
        return self.filter(trashed_at=None)

    def without_preview(self) -> Self:
        """Images whose link preview has not been tried yet."""
        return self.filter(preview__isnull=True)

    def trashed(self) -> Self:
        """Images in the trash, which are still served (images/trash.py)."""
        return self.exclude(trashed_at=None)


class Image(HasRenditions, models.Model):
    """An uploaded image. Posts reference it by `key`, so new renditions break no post."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the image shows, for readers who cannot see it."),
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
    preview = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="the JPEG for link previews; null: not made yet, empty: cannot be made",
    )
    is_animated = models.BooleanField(default=False, db_default=False, editable=False)
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
        permissions = [("purge_image", _("Can delete images permanently"))]

    def __str__(self) -> str:
        return self.alt or self.file_name or self.key

    @property
    def public_files(self) -> list[str]:
        """Names of all public files in the default storage."""
        return public_files(self.renditions, self.preview)

    @property
    def notice(self) -> str:
        """Warning for the person who uploads or chooses the image, or an empty string."""
        if not self.is_animated:
            return ""
        return gettext("This is an animation. Readers see its first frame, which does not move.")
