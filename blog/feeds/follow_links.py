"""Ways to follow the site: its feeds, a feed reader, and profiles on external services."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from blog.models import Author, Entry
from blog.navigation.links import ProfileURL
from blog.navigation.page_context import PageContext
from blog.sharing import icon
from core.site_urls import absolute

FEEDLY = "https://feedly.com/i/subscription/"
# rel="me" asserts that the profile and the page belong to the same person: true for profiles of the
# site, and for those of an author who is the page's only author.
REL_ME = "me noopener"
REL_OTHER = "noopener"


@dataclass(frozen=True)
class Channel:
    """A way to follow. `service` is the name of the icon; `owner` is empty for the site."""

    service: str
    label: str
    url: str
    rel: str = ""
    owner: str = ""

    @property
    def icon(self) -> str:
        """Template name of its icon."""
        return icon(self.service)


def feedly_url(feed_url: str) -> str:
    """Return the URL at Feedly that subscribes to the feed at `feed_url` (absolute)."""
    return FEEDLY + quote(f"feed/{feed_url}", safe="")


#: Kinds of channels by their name in `BlogSettings.follow_channels`.
KINDS = {
    "rss": gettext_lazy("RSS and other feeds"),
    "feedly": "feedly",
    "site": gettext_lazy("Profiles of the site"),
    "authors": gettext_lazy("Profiles of the authors"),
}


def channels(
    page_context: PageContext, entry: Entry | None = None, *, kinds: Iterable[str] = tuple(KINDS)
) -> list[Channel]:
    """Return the channels of the site and of the authors of `entry`, in the order of `kinds`.

    The profiles are in `page_context`; `entry` needs `with_authors()`. Of channels with the same URL
    only the first is returned.
    """
    authors = [row.author for row in entry.authorships.all()] if entry else []  # type: ignore[attr-defined]
    builders: dict[str, Callable[[], Iterable[Channel]]] = {
        "rss": _feeds,
        "feedly": _feedly,
        "site": lambda: [_channel(row, "", is_only=True) for row in page_context.profiles],
        "authors": lambda: _author_channels(page_context, authors),
    }
    by_url: dict[str, Channel] = {}
    for kind in dict.fromkeys(kinds):
        for channel in builders[kind]() if kind in builders else ():
            by_url.setdefault(channel.url, channel)
    return list(by_url.values())


def _feeds() -> list[Channel]:
    return [Channel("rss", gettext("RSS"), reverse("blog:feed_guide"))]


def _feedly() -> list[Channel]:
    feed = absolute(reverse("blog:feed_rss"))
    return [Channel("feedly", "feedly", feedly_url(feed), REL_OTHER)]


def _author_channels(page_context: PageContext, authors: list[Author]) -> Iterable[Channel]:
    """Yield the profiles of the authors, in the order of the authors."""
    index = {author.pk: number for number, author in enumerate(authors)}
    for profile in sorted(
        page_context.author_profiles, key=lambda profile: index[profile.author_id]
    ):
        owner = authors[index[profile.author_id]].name
        yield _channel(profile, owner, is_only=len(authors) == 1)


def _channel(profile: ProfileURL, owner: str, *, is_only: bool) -> Channel:
    return Channel(
        service=profile.service,
        label=profile.name,
        url=profile.url,
        rel=REL_ME if is_only or not owner else REL_OTHER,
        owner=owner,
    )
