"""What the owner says about addresses that lead nowhere, and which ones readers met."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

PATH_LENGTH = 700


class Redirect(models.Model):
    """A rule for one path, or for all below one, that acts only where the site has nothing to show.

    `path` is decoded and in NFC; one that ends with "/*" is for everything below. What `target` names
    is followed by key where it is a row of ours, so that it may move.
    """

    class Kind(models.IntegerChoices):
        MOVED = 301, _("Moved for good (301)")
        ELSEWHERE = 302, _("Elsewhere for now (302)")
        GONE = 410, _("Gone (410)")

    path = models.CharField(
        _("old address"),
        max_length=PATH_LENGTH,
        unique=True,
        help_text=_("As in /old-post/. With /* at its end for everything below."),
    )
    kind = models.PositiveSmallIntegerField(_("answer"), choices=Kind, default=Kind.MOVED)
    target = models.CharField(
        _("leads to"),
        max_length=1000,
        blank=True,
        help_text=_(
            "A path of this site, or an address that begins with https://. With /* at its end, what "
            "stands in place of the * is taken along."
        ),
    )
    content_type = models.ForeignKey(
        ContentType, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, editable=False)
    row = GenericForeignKey()
    note = models.CharField(_("note"), max_length=200, blank=True)
    hits = models.PositiveIntegerField(_("followed"), default=0, editable=False)
    last_hit_on = models.DateField(_("last followed"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path

    @property
    def is_prefix(self) -> bool:
        """Whether it is for everything below its path."""
        return self.path.endswith("/*")


class MissedPath(models.Model):
    """A path that led readers to a 404, without anything about them. Written by blog.missed."""

    path = models.CharField(_("address"), max_length=200, unique=True)
    count = models.PositiveIntegerField(_("how often"), default=0)
    is_internal = models.BooleanField(
        _("linked from this site"), default=False, help_text=_("A page of this site leads there.")
    )
    is_ignored = models.BooleanField(_("ignored"), default=False)
    first_on = models.DateField(_("first met"))
    last_on = models.DateField(_("last met"))

    class Meta:
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")
        ordering = ["-is_internal", "-count", "path"]
        indexes = [models.Index(fields=["count", "last_on"], name="missed_by_rarity")]

    def __str__(self) -> str:
        return self.path
