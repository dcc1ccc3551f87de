"""Settings of the site that point at rows of the blog."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Singleton


class BlogSettings(Singleton):
    """Pictures of the site as a whole, where ads do not stand, and its files for crawlers."""

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

    ads_excluded_categories = models.ManyToManyField(
        "blog.Category",
        verbose_name=_("categories without ads"),
        blank=True,
        related_name="+",
        help_text=_("And all below them."),
    )
    ads_excluded_tags = models.ManyToManyField(
        "blog.Tag", verbose_name=_("tags without ads"), blank=True, related_name="+"
    )
    ads_txt = models.TextField(
        _("records of ads.txt"),
        blank=True,
        max_length=50_000,
        help_text=_(
            "Who may sell ads of this site, one record a line, as your ad network gives them. Empty: "
            "the site has no ads.txt."
        ),
    )
    robots_additions = models.TextField(
        _("additions to robots.txt"),
        blank=True,
        max_length=50_000,
        help_text=_("One rule a line. The site’s own rules stay, also for crawlers that you name."),
    )

    class Meta:
        verbose_name = _("settings of the blog")
        verbose_name_plural = _("settings of the blog")

    @property
    def icons_shown(self) -> list[dict[str, Any]]:
        """Rows of images.icons.Icon; none where the picture they were made from has gone."""
        return self.icons if self.icon_id else []

    def __str__(self) -> str:
        return str(_("settings of the blog"))
