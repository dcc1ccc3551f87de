"""Settings of the blog: home page, lists, posts, ads, search engines, images."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import Singleton, SiteSettings
from core.prepared_queries import PreparedRow
from core.site_urls import is_local, site_host
from images.icons import Icon


def default_share_targets() -> list[str]:
    """Return the default share buttons, in order (names: blog/sharing.py)."""
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
    """Return the default channels of the follow box, in order (names: blog/feeds/follow_links.py)."""
    return ["rss", "feedly", "site", "authors"]


class BlogSettings(Singleton):
    """Settings of the blog's pages, with the site's settings in `site`."""

    class Layout(models.TextChoices):
        SINGLE = "single", _("Single column")
        SIDEBAR = "sidebar", _("With a sidebar")

    class HomeLayout(models.TextChoices):
        NEWEST = "newest", _("Newest posts, the first one large")
        PICKED = "picked", _("Picks, then the newest posts")
        CATEGORIES = "categories", _("Posts by category")
        PLAIN = "plain", _("A plain list of titles")

    class PRRule(models.TextChoices):
        MARKED = "marked", _("On posts marked as advertising")
        SPONSORED = (
            "sponsored",
            _("Also on posts and pages with a sponsored link or an ad inserted by name"),
        )
        ALWAYS = "always", _("On every post")

    site = models.OneToOneField(
        SiteSettings,
        on_delete=models.CASCADE,
        default=1,
        editable=False,
        related_name="blog_settings",
    )
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.SINGLE)
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts per page"), default=12, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    home_layout = models.CharField(
        _("layout of the home page"),
        max_length=10,
        choices=HomeLayout,
        default=HomeLayout.NEWEST,
        help_text=_("Pin and pick posts on their edit screens or in the list of posts."),
    )
    picks_title = models.CharField(
        _("title of the picks"),
        max_length=60,
        blank=True,
        help_text=_("Empty: “Picks”."),
    )

    reading_speed = models.PositiveSmallIntegerField(
        _("reading speed"),
        default=550,
        validators=[MinValueValidator(100), MaxValueValidator(3000)],
        help_text=_("Characters per minute. 500–650 is usual for Japanese."),
    )
    hard_breaks = models.BooleanField(
        _("a single line break in the source starts a new line"), default=True
    )
    author_box = models.BooleanField(_("show the author under a post"), default=True)
    related_posts = models.BooleanField(_("show related posts"), default=True)

    revisions_kept = models.PositiveSmallIntegerField(
        _("versions kept of each post"),
        default=50,
        db_default=50,
        validators=[MinValueValidator(5), MaxValueValidator(1000)],
        help_text=_(
            "Versions with a name do not count and are always kept. Of older ones the last of each day is kept."
        ),
    )

    toc_enabled = models.BooleanField(_("show a table of contents"), default=True)
    toc_threshold = models.PositiveSmallIntegerField(
        _("headings needed for a table of contents"), default=3
    )
    toc_max_level = models.PositiveSmallIntegerField(
        _("deepest heading level in the table of contents"),
        default=3,
        choices=[(2, "h2"), (3, "h3"), (4, "h4")],
    )
    toc_open = models.BooleanField(_("table of contents is initially open"), default=True)

    posts_need_review = models.BooleanField(
        _("posts need a review"),
        default=False,
        db_default=False,
        help_text=_(
            "Authors submit their posts, like contributors. Editors and administrators publish them."
        ),
    )

    contact_form = models.BooleanField(
        _("offer a contact form"),
        default=False,
        help_text=_("At /contact/, with a link in the footer of every page."),
    )

    follow_box = models.BooleanField(_("show the follow box under a post"), default=True)
    follow_text = models.CharField(
        _("text of the follow box"),
        max_length=120,
        blank=True,
        help_text=_("Empty: “If you liked this post, follow us!”"),
    )
    follow_channels = models.JSONField(
        _("ways to follow"), default=default_follow_channels, blank=True
    )
    share_targets = models.JSONField(_("share targets"), default=default_share_targets, blank=True)

    players = models.JSONField(
        _("players in posts"),
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
    )

    ads_enabled = models.BooleanField(
        _("show ads"), default=True, help_text=_("If this is off, no page shows any ads.")
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
        _("place ads on pages too"),
        default=False,
        help_text=_("If this is off, pages such as “About” show only ads named by their authors."),
    )
    ads_min_characters = models.PositiveIntegerField(
        _("minimum characters in a text for ad placement"),
        default=0,
        validators=[MaxValueValidator(100_000)],
        help_text=_("Ads inserted by name are still shown."),
    )
    ads_after_days = models.PositiveSmallIntegerField(
        _("days without placed ads after publication"),
        default=0,
        validators=[MaxValueValidator(3650)],
        help_text=_("0: ads are placed from the first day. Ads inserted by name are still shown."),
    )
    pr_rule = models.CharField(
        _("PR notice"),
        max_length=10,
        choices=PRRule,
        default=PRRule.SPONSORED,
        help_text=_("The notice required by Japanese law appears above the text and in feeds."),
    )
    # Whether the dashboard offers PRRule.SPONSORED: set by a migration on sites with the former default.
    offers_pr_rule = models.BooleanField(default=False, db_default=False, editable=False)

    verification = models.JSONField(_("site verification"), default=list, blank=True)
    unindexed = models.JSONField(_("excluded from search engines"), default=list, blank=True)
    meta_description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_(
            "For the home page and lists without a description of their own. Empty: the site’s "
            "description."
        ),
    )

    # Host at the first publication, part of the tag URIs of entries (blog/feeds/views.py).
    id_host = models.CharField(max_length=253, blank=True, default="", editable=False)

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
        verbose_name=_("site icon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    icons = models.JSONField(default=list, editable=False)  # images.icons.Icon rows of `icon`
    default_cover = models.ForeignKey(
        "images.Image",
        verbose_name=_("default cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For link previews of pages without an image of their own."),
    )

    ads_excluded_categories = models.ManyToManyField(
        "blog.Category",
        verbose_name=_("categories without ads"),
        blank=True,
        related_name="+",
        help_text=_("Includes all their subcategories."),
    )
    ads_excluded_tags = models.ManyToManyField(
        "blog.Tag", verbose_name=_("tags without ads"), blank=True, related_name="+"
    )
    ads_txt = models.TextField(
        _("ads.txt records"),
        blank=True,
        max_length=50_000,
        help_text=_(
            "Who may sell ads on this site, one record per line, as given by your ad network. "
            "Empty: the site has no ads.txt."
        ),
    )
    robots_additions = models.TextField(
        _("additions to robots.txt"),
        blank=True,
        max_length=50_000,
        help_text=_(
            "One rule per line. The site’s own rules always apply, also to crawlers that you name."
        ),
    )

    class Meta:
        verbose_name = _("blog settings")
        verbose_name_plural = _("blog settings")

    def save(self, *args: object, **kwargs: object) -> None:
        if self._state.adding:
            SiteSettings.objects.get_or_create(pk=1)
        self.site_id = 1
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> "BlogSettings":
        """Return the row with its `site`, logo and default cover, in one query; defaults for what is missing."""
        site = _SETTINGS.get() or SiteSettings()
        return getattr(site, "blog_settings", None) or cls(site=site)

    @classmethod
    def store_id_host(cls) -> None:
        """Store the current host as `id_host`, unless one is stored or it is a loopback host."""
        host = site_host()
        if host and not is_local(host):
            cls._default_manager.get_or_create(pk=1)
            cls._default_manager.filter(pk=1, id_host="").update(id_host=host)

    @property
    def icon_files(self) -> list[Icon]:
        """Files made from the site icon; empty if its image was deleted."""
        return [Icon(**row) for row in self.icons] if self.icon_id else []

    @cached_property
    def icon_urls(self) -> dict[str, str]:
        """URLs of the icon's files by purpose and size, such as "any32"."""
        return {f"{icon.purpose}{icon.size}": icon.url for icon in self.icon_files}

    def __str__(self) -> str:
        return str(_("blog settings"))


def _with_blog_settings() -> models.QuerySet[SiteSettings]:
    related = [f"blog_settings{path}" for path in ("", "__logo", "__default_cover")]
    return SiteSettings.objects.select_related(*related).filter(pk=1)


#: Read by every request: compiling the query takes longer than rendering a short page.
_SETTINGS = PreparedRow(_with_blog_settings)
