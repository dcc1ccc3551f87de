"""Advertisements: a text, an own image and a sponsored link, without third-party code or pixels."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.enums import AdPosition
from blog.querysets import AdQuerySet


class Ad(models.Model):
    """An ad, always shown with a visible label."""

    name = models.SlugField(
        _("name"),
        max_length=60,
        unique=True,
        help_text=_("Authors can write :::ad name in the text to place it anywhere."),
    )
    label = models.CharField(
        _("label"),
        max_length=40,
        blank=True,
        help_text=_(
            "Shown above the ad; empty means “Sponsored link” in the language of the page."
        ),
    )
    text = models.CharField(_("text"), max_length=300)
    image = models.ForeignKey(
        "images.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("link"), max_length=1000)
    position = models.CharField(
        _("position"), max_length=20, choices=AdPosition, default=AdPosition.NAMED
    )
    heading_number = models.PositiveSmallIntegerField(
        _("number of the heading"), default=2, help_text=_("For “before the n-th heading”.")
    )
    is_active = models.BooleanField(_("shown"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = AdQuerySet.as_manager()

    class Meta:
        verbose_name = _("ad")
        verbose_name_plural = _("ads")
        ordering = ["position", "order", "pk"]

    def __str__(self) -> str:
        return self.name
