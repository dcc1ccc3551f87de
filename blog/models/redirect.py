"""Redirect rules of the owner, and the report of paths that were not found."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

PATH_LENGTH = 700


class Redirect(models.Model):
    """A redirect rule for a path or, with "/*", for all paths below it. It applies to 404s only.

    `path` is decoded and in NFC. If `target` is the URL of an object, `row` holds its key, so that
    the redirect follows a later change of its slug.
    """

    class Kind(models.IntegerChoices):
        MOVED = 301, _("Permanent redirect (301)")
        ELSEWHERE = 302, _("Temporary redirect (302)")
        GONE = 410, _("Gone (410)")

    path = models.CharField(
        _("old URL"),
        max_length=PATH_LENGTH,
        unique=True,
        help_text=_("For example /old-post/. With /* at the end for everything below."),
    )
    kind = models.PositiveSmallIntegerField(_("response"), choices=Kind, default=Kind.MOVED)
    target = models.CharField(
        _("redirect target"),
        max_length=1000,
        blank=True,
        help_text=_(
            "A path of this site, or a URL that begins with https://. With /* at the end, the "
            "part matched by * is appended."
        ),
    )
    content_type = models.ForeignKey(
        ContentType, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, editable=False)
    row = GenericForeignKey()
    note = models.CharField(_("note"), max_length=200, blank=True)
    hits = models.PositiveIntegerField(_("hits"), default=0, editable=False)
    last_hit_on = models.DateField(_("last hit"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path

    @property
    def is_prefix(self) -> bool:
        """Whether the rule matches all paths below its path."""
        return self.path.endswith("/*")


class NotFoundPath(models.Model):
    """A path that returned 404, without data about readers. Written by blog/redirects/not_found_log.py."""

    path = models.CharField(_("URL"), max_length=200, unique=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    is_internal = models.BooleanField(
        _("linked from this site"), default=False, help_text=_("A page of this site links to it.")
    )
    is_ignored = models.BooleanField(_("ignored"), default=False)
    first_on = models.DateField(_("first seen"))
    last_on = models.DateField(_("last seen"))

    class Meta:
        verbose_name = _("URL not found")
        verbose_name_plural = _("URLs not found")
        ordering = ["-is_internal", "-count", "path"]
        indexes = [models.Index(fields=["count", "last_on"], name="missed_by_rarity")]

    def __str__(self) -> str:
        return self.path
