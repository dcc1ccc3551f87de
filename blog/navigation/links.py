"""Links of the page context: plain values for templates, read from rows of one query."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from blog.enums import ProfileService
from images.renditions import RenditionSet


@dataclass(frozen=True)
class CategoryLink:
    """A category, with the number of public posts in it and below it."""

    name: str
    path: str
    count: int
    on_home: bool = False

    @property
    def url(self) -> str:
        """URL of the category's list."""
        return reverse("blog:category_detail", args=[self.path])

    @property
    def parent_path(self) -> str:
        """Path of the parent category, or an empty string."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class PageLink:
    """Link to a public page."""

    name: str
    slug: str

    @property
    def url(self) -> str:
        """URL of the page."""
        return reverse("blog:page_detail", args=[self.slug])


@dataclass(frozen=True)
class MonthLink:
    """A month with public posts (in the site's time zone)."""

    date: date
    count: int

    @property
    def url(self) -> str:
        """URL of the monthly archive."""
        return reverse("blog:archive_month", args=[self.date.year, self.date.month])


@dataclass(frozen=True)
class TagLink:
    """Link to the list of a tag."""

    name: str
    slug: str

    @property
    def url(self) -> str:
        """URL of the tag's list."""
        return reverse("blog:tag_detail", args=[self.slug])


@dataclass(frozen=True)
class AuthorLink:
    """The author in the sidebar's profile widget; `key` is the primary key."""

    key: int
    name: str
    slug: str
    avatar: RenditionSet | None = None

    @property
    def url(self) -> str:
        """URL of the author's page."""
        return reverse("blog:author_detail", args=[self.slug])


@dataclass(frozen=True)
class ProfileURL:
    """Profile of the site or an author on another service; `service` is a value of ProfileService."""

    service: str
    url: str
    author_id: int = 0

    @property
    def name(self) -> str:
        """Label of the service."""
        return str(ProfileService(self.service).label)
