"""SiteSettings, and the base class of settings models.

Settings with relations belong to the app of the related model.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import theme


class Singleton(models.Model):
    """A model with at most one row (pk 1); without it the defaults of the fields apply."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @classmethod
    def load(cls) -> Self:
        """Return the row, or an unsaved instance with the defaults."""
        return cls._default_manager.filter(pk=1).first() or cls()

    @classmethod
    def locked(cls) -> Self:
        """Return the row, created if necessary, and lock it until the transaction ends."""
        cls._default_manager.get_or_create(pk=1)
        return cls._default_manager.select_for_update().get(pk=1)


class SiteSettings(Singleton):
    """Settings of the site as a whole: identity, language, appearance, referrer policy."""

    class HeadingFont(models.TextChoices):
        SERIF = "serif", _("Serif (Mincho)")
        SANS = "sans", _("Sans serif (Gothic)")

    class ReferrerPolicy(models.TextChoices):
        """There is no stricter choice: without any referrer, Django's CSRF check rejects forms."""

        ORIGIN = "strict-origin-when-cross-origin", _("The URL of this site, not of the post")
        NOTHING = "same-origin", _("Nothing")

    name = models.CharField(_("name"), max_length=100, default="綴")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=500)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="ja"
    )
    noindex = models.BooleanField(_("discourage search engines"), default=False)

    heading_font = models.CharField(
        _("typeface of headings"), max_length=10, choices=HeadingFont, default=HeadingFont.SERIF
    )
    accent_light = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        default=theme.DEFAULT_LIGHT,
        help_text=_("For links, buttons and marks on light pages. Empty: the default colour."),
    )
    accent_dark = models.CharField(
        _("accent colour on dark pages"),
        max_length=7,
        blank=True,
        default=theme.DEFAULT_DARK,
        help_text=_("Empty: derived from the light colour."),
    )
    density = models.CharField(
        _("density"),
        max_length=12,
        choices=theme.Density,
        default=theme.Density.COMFORTABLE,
    )
    text_size = models.CharField(
        _("text size"),
        max_length=10,
        choices=theme.TextSize,
        default=theme.TextSize.MEDIUM,
    )
    corners = models.CharField(
        _("corners"), max_length=10, choices=theme.Corners, default=theme.Corners.SOFT
    )

    referrer_policy = models.CharField(
        _("what other sites see when a reader opens a link"),
        max_length=40,
        choices=ReferrerPolicy,
        default=ReferrerPolicy.ORIGIN,
    )

    # The version of all settings, of other apps too; part of cache keys.
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        permissions = [("administer_site", "Can change what the site is")]

    def __str__(self) -> str:
        return self.name

    @property
    def look(self) -> theme.Theme:
        """The theme of the public pages."""
        return theme.Theme(
            self.accent_light, self.accent_dark, self.density, self.text_size, self.corners
        )

    @property
    def accent(self) -> theme.Theme:
        """The theme with only the accent colours, for the admin and mails."""
        return theme.Theme(self.accent_light, self.accent_dark)

    @classmethod
    def raise_version(cls) -> None:
        """Increment the version, in the transaction that changes settings. The row must exist."""
        cls.objects.filter(pk=1).update(version=models.F("version") + 1, changed_at=timezone.now())
