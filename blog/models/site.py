"""Settings of the site that point at rows of the blog."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class BlogSettings(Singleton):
    """Pictures of the site as a whole."""

    logo = models.ForeignKey(
        "images.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    icon = models.ForeignKey(
        "images.Image",
        verbose_name=_("icon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    icons = models.JSONField(default=list, editable=False)  # of images.icons.Icon, made from `icon`
    default_cover = models.ForeignKey(
        "images.Image",
        verbose_name=_("default cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For link previews of pages without a picture of their own."),
    )

    class Meta:
        verbose_name = _("pictures of the site")
        verbose_name_plural = _("pictures of the site")

    @property
    def icons_shown(self) -> list[dict[str, Any]]:
        """Rows of images.icons.Icon; none where the picture they were made from has gone."""
        return self.icons if self.icon_id else []

    def __str__(self) -> str:
        return str(_("pictures of the site"))
