"""Ads of a page: placed by position, or inserted by name with `:::ad name`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from blog.enums import AdPosition
from blog.models import Ad, BlogSettings, Entry, Post
from core.addresses import checked
from core.markdown.slots import Slot


@dataclass(frozen=True)
class PageAds:
    """The ads of one page, loaded with one query."""

    ads: list[Ad] = field(default_factory=list)
    label: str = ""

    @classmethod
    def for_entry(cls, entry: Entry, blog_settings: BlogSettings) -> Self:
        """Return the ads that the site's rules allow on the page of `entry`; at most one query.

        Ads of the sidebar are not subject to the minimum length and age of an entry.
        """
        if not blog_settings.ads_enabled or entry.no_ads:
            return cls()
        ads = Ad.objects.shown()
        if isinstance(entry, Post):
            ads = ads.exclude(_is_excluded(entry))
        if not _takes_placed_ads(entry, blog_settings):
            ads = ads.filter(position__in=[AdPosition.NAMED, AdPosition.SIDEBAR])
        return cls(list(ads), blog_settings.ads_label)

    @classmethod
    def for_lists(cls, blog_settings: BlogSettings) -> Self:
        """Return the ads of a page without an entry: those of the sidebar."""
        if not blog_settings.ads_enabled:
            return cls()
        return cls(
            list(Ad.objects.shown().filter(position=AdPosition.SIDEBAR)), blog_settings.ads_label
        )

    def render(self, position: str, heading: int | None = None) -> SafeString:
        """Render the ads of `position` (with `heading`: only those before that h2)."""
        return self._render(
            ad
            for ad in self.ads
            if ad.position == position and heading in (None, ad.heading_number)
        )

    def named(self, name: str) -> SafeString:
        """Render the ad called `name`; empty if it does not exist or is an ad of the sidebar."""
        return self._render(
            ad for ad in self.ads if ad.name == name and ad.position != AdPosition.SIDEBAR
        )

    def _render(self, ads: Iterable[Ad]) -> SafeString:
        html = (
            render_to_string("components/ad.html", {"ad": ad, "label": self._label_of(ad)})
            for ad in ads
            if checked(ad.url)
        )
        return mark_safe("".join(html))  # noqa: S308 - rendered templates

    def _label_of(self, ad: Ad) -> str:
        return ad.label or self.label or gettext("Sponsored link")


def fill(slots: list[Slot], page_ads: PageAds) -> list[str]:
    """Fill the `ad` slots: ads inserted by name."""
    return [page_ads.named(slot.args.get("name", "")) for slot in slots]


def _takes_placed_ads(entry: Entry, blog_settings: BlogSettings) -> bool:
    """Whether ads may be placed in `entry` by position."""
    if not isinstance(entry, Post) and not blog_settings.ads_on_pages:
        return False
    if entry.characters < blog_settings.ads_min_characters:
        return False
    if not blog_settings.ads_after_days:
        return True
    age = timezone.now() - (entry.published_at or timezone.now())
    return age >= timedelta(days=blog_settings.ads_after_days)


def _is_excluded(post: Post) -> Q:
    """Condition: a tag of `post`, a category of it or an ancestor of one is excluded from ads."""
    parts = post.category.path.split("/") if post.category else []
    paths = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    categories = BlogSettings.ads_excluded_categories.through.objects
    tags = BlogSettings.ads_excluded_tags.through.objects
    post_tags = Post.tags.through.objects.filter(post=post.pk or 0).values("tag")
    is_above = Q(category__path=OuterRef("category__path")) | Q(
        category__path__startswith=Concat(OuterRef("category__path"), Value("/"))
    )
    further = Post.further_categories.through.objects.filter(is_above, post=post.pk or 0)
    excluded = categories.filter(Q(category__path__in=paths) | Q(Exists(further)))
    return Q(Exists(excluded)) | Q(Exists(tags.filter(tag__in=post_tags)))
