"""Ad slots: by position in the page, or by name where an author put one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from django.db.models import Exists, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from blog.enums import AdPosition
from blog.models import Ad, BlogSettings, Entry, Post
from core.markdown.slots import Slot
from core.models import SiteSettings


@dataclass(frozen=True)
class Shelf:
    """The ads of one page, read with one query."""

    ads: list[Ad] = field(default_factory=list)
    label: str = ""

    @classmethod
    def for_entry(cls, entry: Entry, site: SiteSettings) -> Self:
        """Return the ads that may stand in `entry` and beside it by the site's rules.

        One query, or none. Those of the sidebar stand beside short and new entries too.
        """
        if not site.ads_enabled or entry.no_ads:
            return cls()
        ads = Ad.objects.shown()
        if isinstance(entry, Post):
            ads = ads.exclude(_is_excluded(entry))
        if not _takes_placed_ads(entry, site):
            ads = ads.filter(position__in=[AdPosition.NAMED, AdPosition.SIDEBAR])
        return cls(list(ads), site.ads_label)

    @classmethod
    def of_lists(cls, site: SiteSettings) -> Self:
        """Return the ads of a page that shows no entry: those of its sidebar."""
        if not site.ads_enabled:
            return cls()
        return cls(list(Ad.objects.shown().filter(position=AdPosition.SIDEBAR)), site.ads_label)

    def render(self, position: str, heading: int | None = None) -> SafeString:
        """Return every ad of `position` (and before the h2 numbered `heading`) as HTML."""
        return self._html(
            ad
            for ad in self.ads
            if ad.position == position and heading in (None, ad.heading_number)
        )

    def named(self, name: str) -> SafeString:
        """Return the ad called `name`, unless it stands in the sidebar, or nothing."""
        return self._html(
            ad for ad in self.ads if ad.name == name and ad.position != AdPosition.SIDEBAR
        )

    def _html(self, ads: Iterable[Ad]) -> SafeString:
        texts = (
            render_to_string("components/ad.html", {"ad": ad, "label": self._label_of(ad)})
            for ad in ads
        )
        return mark_safe("".join(texts))  # noqa: S308 - rendered templates

    def _label_of(self, ad: Ad) -> str:
        return ad.label or self.label or gettext("Sponsored link")


def fill(found: list[Slot], shelf: Shelf) -> list[str]:
    """Return each ad that an author named."""
    return [shelf.named(slot.args.get("name", "")) for slot in found]


def _takes_placed_ads(entry: Entry, site: SiteSettings) -> bool:
    """Whether ads that no author named may be placed in `entry`."""
    if not isinstance(entry, Post) and not site.ads_on_pages:
        return False
    if entry.characters < site.ads_min_characters:
        return False
    if not site.ads_after_days:
        return True
    shown_for = timezone.now() - (entry.published_at or timezone.now())
    return shown_for >= timedelta(days=site.ads_after_days)


def _is_excluded(post: Post) -> Q:
    """Whether the owner wants no ads in a category above `post`, or on one of its tags."""
    parts = post.category.path.split("/") if post.category else []
    paths = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    categories = BlogSettings.ads_excluded_categories.through.objects
    tags = BlogSettings.ads_excluded_tags.through.objects
    of_post = Post.tags.through.objects.filter(post=post.pk or 0).values("tag")
    return Q(Exists(categories.filter(category__path__in=paths))) | Q(
        Exists(tags.filter(tag__in=of_post))
    )
