"""Ad slots: by position in the page, or by name where an author put one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from blog.enums import AdPosition
from blog.models import Ad, Entry, Post
from core.markdown.slots import Slot


@dataclass(frozen=True)
class Shelf:
    """The ads of one page, read with one query."""

    ads: list[Ad] = field(default_factory=list)

    @classmethod
    def for_entry(cls, entry: Entry) -> Self:
        """Return the ads that may stand in `entry`; pages carry only those an author named."""
        ads = Ad.objects.shown().exclude(position=AdPosition.SIDEBAR)
        if not isinstance(entry, Post):
            ads = ads.filter(position=AdPosition.NAMED)
        return cls(list(ads))

    @classmethod
    def in_sidebar(cls) -> Self:
        """Return the ads of the sidebar, which is the same on every page."""
        return cls(list(Ad.objects.shown().filter(position=AdPosition.SIDEBAR)))

    def render(self, position: str, heading: int | None = None) -> SafeString:
        """Return every ad of `position` (and before the h2 numbered `heading`) as HTML."""
        return _html(
            ad
            for ad in self.ads
            if ad.position == position and heading in (None, ad.heading_number)
        )

    def named(self, name: str) -> SafeString:
        """Return the ad called `name`, wherever it stands otherwise, or nothing."""
        return _html(ad for ad in self.ads if ad.name == name)


def fill(found: list[Slot], shelf: Shelf) -> list[str]:
    """Return each ad that an author named."""
    return [shelf.named(slot.args.get("name", "")) for slot in found]


def _html(ads: Iterable[Ad]) -> SafeString:
    return mark_safe(  # noqa: S308 - rendered templates
        "".join(
            render_to_string(
                "components/ad.html", {"ad": ad, "label": ad.label or gettext("Sponsored link")}
            )
            for ad in ads
        )
    )
