"""Posts and pages."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from blog.enums import AIUse, CommentMode, HomePlace, Status
from blog.models.author import Author
from blog.models.settings import BlogSettings
from blog.models.taxonomy import Category, Series, Tag
from blog.querysets import EntryQuerySet, PostQuerySet
from core.japanese import reading_minutes
from core.markdown import TocEntry
from core.reserved import validate_unreserved
from core.slugs import validate_slug


class Entry(models.Model):
    """Abstract base of posts and pages. blog.rendering sets the derived fields when it is saved."""

    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    hard_breaks = models.BooleanField(
        _("line breaks in the source"),
        null=True,
        blank=True,
        choices=[(None, _("Same as the site")), (True, _("Start a new line")), (False, _("Join"))],
        help_text=_("What a single line break in the Markdown source means."),
    )
    language = models.CharField(_("language"), max_length=10, default="ja")
    excerpt = models.TextField(
        _("excerpt"), blank=True, max_length=500, help_text=_("Empty: taken from the text.")
    )

    title_html = models.TextField(editable=False, blank=True)
    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    derived_excerpt = models.TextField(editable=False, blank=True)
    toc = models.JSONField(editable=False, default=list)
    # Questions and answers of the text (core.markdown.Question), for structured data; None: none yet.
    questions = models.JSONField(editable=False, null=True)
    characters = models.PositiveIntegerField(editable=False, default=0)
    has_ai_section = models.BooleanField(editable=False, default=False)
    renderer_version = models.CharField(max_length=20, editable=False, blank=True)

    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    password_hash = models.CharField(
        _("password"), max_length=128, blank=True, editable=False, default="", db_default=""
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    go_live_at = models.DateTimeField(
        _("scheduled for"), null=True, blank=True, help_text=_("For scheduled publication.")
    )
    expire_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), editable=False, default=timezone.now)
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    status_before_trash = models.CharField(max_length=12, blank=True, editable=False)

    cover = models.ForeignKey(
        "images.Image",
        verbose_name=_("cover image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(
        _("alternative text of the cover"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the image's own."),
    )
    comment_mode = models.CharField(
        _("comments"), max_length=10, choices=CommentMode, default=CommentMode.DEFAULT
    )
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("days until comments are closed"), null=True, blank=True
    )
    comment_count = models.PositiveIntegerField(_("comments"), editable=False, default=0)
    is_advertising = models.BooleanField(
        _("contains advertising"),
        default=False,
        help_text=_(
            "Shows the PR notice that Japanese law requires (2023 rule on hidden advertising)."
        ),
    )
    no_ads = models.BooleanField(
        _("no ads here"),
        default=False,
        help_text=_("No placed ads and no ads named in the text."),
    )
    ai_use = models.CharField(
        _("use of AI"),
        max_length=10,
        choices=AIUse,
        default=AIUse.NONE,
        help_text=_("Applies to the whole text. To mark a part, write it inside :::ai."),
    )
    canonical_url = models.URLField(_("canonical URL"), blank=True, max_length=500)
    meta_description = models.CharField(_("meta description"), blank=True, max_length=300)
    noindex = models.BooleanField(_("hide from search engines"), default=False)

    if TYPE_CHECKING:  # defined by each subclass
        objects: Any
        authors: models.ManyToManyField[Any, Any]
        authorships: models.Manager[Any]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def clean(self) -> None:
        if self.status == Status.SCHEDULED and self.go_live_at is None:
            raise ValidationError({"go_live_at": _("Please enter the publication time.")})
        starts = self.go_live_at or self.published_at
        if self.expire_at and starts and self.expire_at <= starts:
            raise ValidationError({"expire_at": _("It would expire before it goes live.")})

    def check_expiry(self, at: datetime) -> None:
        """Raise ValidationError with the code "expired" if the expiry has passed at `at`."""
        if self.expire_at is not None and self.expire_at <= at:
            expired = timezone.localtime(self.expire_at)
            raise ValidationError(
                _("It cannot be published: its expiry is %(moment)s. Change or remove the expiry."),
                code="expired",
                params={"moment": date_format(expired, "DATETIME_FORMAT")},
            )

    def is_public_at(self, now: datetime) -> bool:
        """Whether readers see it at `now`; the same rule as EntryQuerySet.published(now)."""
        return self.status in (Status.PUBLISHED, Status.SCHEDULED) and self._is_open_at(now)

    def _is_open_at(self, now: datetime) -> bool:
        """Whether `now` is between publication and expiry."""
        return (
            self.published_at is not None
            and self.published_at <= now
            and (self.expire_at is None or self.expire_at > now)
        )

    @property
    def is_published(self) -> bool:
        """Whether readers see it now."""
        return self.is_public_at(timezone.now())

    @property
    def is_protected(self) -> bool:
        """Whether readers with the password read it now; the same rule as EntryQuerySet.protected()."""
        return self.status == Status.PROTECTED and self._is_open_at(timezone.now())

    @property
    def is_expired(self) -> bool:
        """Whether readers would see it by its status, but its expiry has passed."""
        has_readers = self.status in (Status.PUBLISHED, Status.SCHEDULED, Status.PROTECTED)
        return has_readers and self.expire_at is not None and self.expire_at <= timezone.now()

    @property
    def is_gone(self) -> bool:
        """Whether its URL returns 410: it is in the trash and was public before."""
        return self.status == Status.TRASHED and self.first_published_at is not None

    @property
    def summary(self) -> str:
        """The author's excerpt, else the derived one."""
        return self.excerpt or self.derived_excerpt

    @property
    def toc_entries(self) -> list[TocEntry]:
        """Every heading of the text, in order."""
        return [TocEntry.from_dict(entry) for entry in self.toc]

    @property
    def is_updated(self) -> bool:
        """Whether it was changed on a later day than it was published (local time)."""
        return self.published_at is not None and timezone.localdate(
            self.updated_at
        ) > timezone.localdate(self.published_at)

    def reading_minutes(self, blog_settings: BlogSettings) -> int:
        """Return the reading time in minutes, at least one."""
        return reading_minutes(self.characters, blog_settings.reading_speed)


class Post(Entry):
    """An article in the chronological list of the blog."""

    slug = models.CharField(_("slug"), max_length=100, unique=True, validators=[validate_slug])
    authors: "models.ManyToManyField[Author, PostAuthor]" = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="PostAuthor", related_name="posts"
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
    )
    further_categories = models.ManyToManyField(
        Category,
        verbose_name=_("further categories"),
        blank=True,
        related_name="further_posts",
        help_text=_("Path, colour and breadcrumb come from the main category."),
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="posts")
    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
    )
    series_position = models.PositiveSmallIntegerField(
        _("position in the series"), null=True, blank=True
    )
    home_place = models.CharField(
        _("on the home page"), max_length=8, choices=HomePlace, blank=True, default=HomePlace.USUAL
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["category", "-published_at"]),
            # The order of every list, so that a page needs no sort.
            models.Index(fields=["-published_at", "-id"], name="post_newest_first"),
            # Index-only counts of public posts, by month and by category.
            models.Index(fields=["status", "published_at", "expire_at"], name="post_public"),
            models.Index(
                fields=["category", "status", "published_at", "expire_at"],
                name="post_public_in_category",
            ),
            models.Index(fields=["series", "series_position"]),
            models.Index(fields=["home_place", "-published_at"]),
            models.Index(fields=["-comment_count", "-published_at"]),
        ]
        permissions = [
            ("publish_post", _("Can publish posts")),
            ("edit_any_post", _("Can edit posts of others")),
        ]

    def get_absolute_url(self) -> str:
        return reverse("blog:post_detail", args=[self.slug])


class Page(Entry):
    """A page outside the chronological list: about, contact, privacy."""

    slug = models.CharField(
        _("slug"), max_length=100, unique=True, validators=[validate_slug, validate_unreserved]
    )
    authors: "models.ManyToManyField[Author, PageAuthor]" = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="PageAuthor", related_name="pages"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["title"]
        permissions = [
            ("publish_page", _("Can publish pages")),
            ("edit_any_page", _("Can edit pages of others")),
        ]

    def get_absolute_url(self) -> str:
        return reverse("blog:page_detail", args=[self.slug])


class Authorship(models.Model):
    """Abstract link between an entry and an author; `order` is the order of the names."""

    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.author)


class PostAuthor(Authorship):
    """Author of a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="authorships")

    class Meta(Authorship.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["post", "author"], name="post_author_once")
        ]


class PageAuthor(Authorship):
    """Author of a page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="authorships")

    class Meta(Authorship.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "author"], name="page_author_once")
        ]
