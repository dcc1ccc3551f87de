"""The site's own settings: scalars only. A setting that points at rows belongs to the app of those rows."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import appearance


class Singleton(models.Model):
    """A table of at most one row, whose defaults hold while the row does not exist."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @classmethod
    def load(cls) -> Self:
        """Return the row, or an unsaved one with the defaults: reading never writes."""
        return cls._default_manager.filter(pk=1).first() or cls()

    @classmethod
    def locked(cls) -> Self:
        """Return the row for a change, made if need be and locked until the transaction ends."""
        cls._default_manager.get_or_create(pk=1)
        return cls._default_manager.select_for_update().get(pk=1)


def default_share_targets() -> list[str]:
    """The services offered under a post, in order (names: blog/sharing.py)."""
    return [
        "x",
        "facebook",
        "hatena",
        "line",
        "bluesky",
        "threads",
        "mastodon",
        "misskey",
        "mail",
        "system",
        "copy",
    ]


def default_follow_channels() -> list[str]:
    """The ways to follow that the box under a post offers, in order (names: blog/following.py)."""
    return ["rss", "feedly", "site", "authors"]


class SiteSettings(Singleton):
    """What the owner says about the site as a whole."""

    class HeadingFont(models.TextChoices):
        SERIF = "serif", _("Serif (Mincho)")
        SANS = "sans", _("Sans serif (Gothic)")

    class Layout(models.TextChoices):
        SINGLE = "single", _("Single column")
        SIDEBAR = "sidebar", _("With a sidebar")

    class HomeLayout(models.TextChoices):
        NEWEST = "newest", _("Newest posts, the first one large")
        PICKED = "picked", _("Picks, then the newest posts")
        SHELVES = "shelves", _("A shelf for each category")
        PLAIN = "plain", _("A plain list of titles")

    class PRRule(models.TextChoices):
        MARKED = "marked", _("On posts marked as advertising")
        SPONSORED = (
            "sponsored",
            _("Also on texts with a sponsored link or an ad that is named in them"),
        )
        ALWAYS = "always", _("On every post")

    class ReferrerPolicy(models.TextChoices):
        """No stricter one: without any referrer, browsers send forms in a way that is refused."""

        ORIGIN = "strict-origin-when-cross-origin", _("The name of this site")
        NOTHING = "same-origin", _("Nothing")

    name = models.CharField(_("name"), max_length=100, default="綴")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=500)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="ja"
    )
    noindex = models.BooleanField(_("ask search engines to stay away"), default=False)

    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.SINGLE)
    heading_font = models.CharField(
        _("typeface of headings"), max_length=10, choices=HeadingFont, default=HeadingFont.SERIF
    )
    accent_light = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        default=appearance.DEFAULT_LIGHT,
        help_text=_(
            "Of links, buttons and marks, on light pages. Empty: the colour the site came with."
        ),
    )
    accent_dark = models.CharField(
        _("accent colour on dark pages"),
        max_length=7,
        blank=True,
        default=appearance.DEFAULT_DARK,
        help_text=_("Empty: made from the light one."),
    )
    density = models.CharField(
        _("density"),
        max_length=12,
        choices=appearance.Density,
        default=appearance.Density.COMFORTABLE,
    )
    text_size = models.CharField(
        _("size of the text"),
        max_length=10,
        choices=appearance.TextSize,
        default=appearance.TextSize.MEDIUM,
    )
    corners = models.CharField(
        _("corners"), max_length=10, choices=appearance.Corners, default=appearance.Corners.SOFT
    )
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts a page"), default=12, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    home_layout = models.CharField(
        _("layout of the home page"),
        max_length=10,
        choices=HomeLayout,
        default=HomeLayout.NEWEST,
        help_text=_("Posts are pinned and picked on their write screens and in their list."),
    )
    picks_title = models.CharField(
        _("title above the picks"),
        max_length=60,
        blank=True,
        help_text=_("Empty: “Picks”."),
    )
    reading_speed = models.PositiveSmallIntegerField(
        _("reading speed"),
        default=550,
        validators=[MinValueValidator(100), MaxValueValidator(3000)],
        help_text=_("Characters a minute; 500–650 is usual for Japanese."),
    )
    hard_breaks = models.BooleanField(
        _("a single line break in the source starts a new line"), default=False
    )
    author_box = models.BooleanField(_("show the author under a post"), default=True)
    related_posts = models.BooleanField(_("show related posts"), default=True)

    toc_enabled = models.BooleanField(_("show a table of contents"), default=True)
    toc_threshold = models.PositiveSmallIntegerField(
        _("headings needed for a table of contents"), default=3
    )
    toc_max_level = models.PositiveSmallIntegerField(
        _("deepest heading listed"),
        default=3,
        choices=[(2, "h2"), (3, "h3"), (4, "h4")],
    )
    toc_open = models.BooleanField(_("table of contents is open at first"), default=True)

    contact_form = models.BooleanField(
        _("offer a contact form"),
        default=False,
        help_text=_("At /contact/, with a link at the foot of every page."),
    )

    follow_box = models.BooleanField(_("show the follow box under a post"), default=True)
    follow_words = models.CharField(
        _("words of the follow box"),
        max_length=120,
        blank=True,
        help_text=_("Empty: “If you liked this post, follow us!”"),
    )
    follow_channels = models.JSONField(
        _("ways to follow"), default=default_follow_channels, blank=True
    )
    share_targets = models.JSONField(_("share targets"), default=default_share_targets, blank=True)

    ads_enabled = models.BooleanField(
        _("show ads"), default=True, help_text=_("Switched off, no page shows any ad.")
    )
    ads_label = models.CharField(
        _("label above ads"),
        max_length=40,
        blank=True,
        help_text=_(
            "For ads without a label of their own. Empty: “Sponsored link” in the language of the page."
        ),
    )
    ads_on_pages = models.BooleanField(
        _("ads by position on pages too"),
        default=False,
        help_text=_("Otherwise pages such as “About” carry only ads that their authors named."),
    )
    ads_min_characters = models.PositiveIntegerField(
        _("characters a text needs before ads are placed in it"),
        default=0,
        validators=[MaxValueValidator(100_000)],
        help_text=_("Ads that an author named stay."),
    )
    ads_after_days = models.PositiveSmallIntegerField(
        _("days without placed ads after publication"),
        default=0,
        validators=[MaxValueValidator(3650)],
        help_text=_("0: ads are placed from the first day. Ads that an author named stay."),
    )
    pr_rule = models.CharField(
        _("PR notice"),
        max_length=10,
        choices=PRRule,
        default=PRRule.MARKED,
        help_text=_("The notice that Japanese law asks for stands above the text and in feeds."),
    )

    verification = models.JSONField(_("proofs of ownership"), default=list, blank=True)
    unindexed = models.JSONField(_("kept out of search engines"), default=list, blank=True)
    meta_description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_(
            "For the home page and lists without a description of their own. Empty: the site’s "
            "description."
        ),
    )
    referrer_policy = models.CharField(
        _("what other sites learn when a reader follows a link"),
        max_length=40,
        choices=ReferrerPolicy,
        default=ReferrerPolicy.ORIGIN,
    )

    # Of all settings, those of other apps too: what is made of them and kept can tell if it is stale.
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        permissions = [("administer_site", "Can change what the site is")]

    def __str__(self) -> str:
        return self.name

    @property
    def look(self) -> appearance.Look:
        """How pages look by the owner's choice."""
        return appearance.Look(
            self.accent_light, self.accent_dark, self.density, self.text_size, self.corners
        )

    @property
    def accent(self) -> appearance.Look:
        """Only the colours of it, for the admin and mails."""
        return appearance.Look(self.accent_light, self.accent_dark)

    @classmethod
    def raise_version(cls) -> None:
        """Say that settings changed, in the transaction that changes them; the row is there."""
        cls.objects.filter(pk=1).update(version=models.F("version") + 1, changed_at=timezone.now())
