"""Where readers can follow the site: its feed, a feed reader, and profiles elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from blog.frame import Frame, Profile
from blog.models import Author, Entry
from blog.sharing import icon
from core.site_urls import absolute

FEEDLY = "https://feedly.com/i/subscription/"
# rel="me" says "this profile and this page are the same person": true of the site's own profiles,
# and of an author's where nobody else signs the page.
SAME_PERSON = "me noopener"
SOMEBODY = "noopener"


@dataclass(frozen=True)
class Channel:
    """One way to follow. `service` names the icon, `owner` is empty where it is the site."""

    service: str
    label: str
    url: str
    rel: str = ""
    owner: str = ""

    @property
    def icon(self) -> str:
        """Template of its picture."""
        return icon(self.service)


def feedly_url(feed_url: str) -> str:
    """Return the page of feedly that subscribes to the feed at `feed_url` (absolute)."""
    return FEEDLY + quote(f"feed/{feed_url}", safe="")


#: Kinds of ways to follow, as `SiteSettings.follow_channels` names and orders them.
KINDS = {
    "rss": gettext_lazy("RSS and other feeds"),
    "feedly": "feedly",
    "site": gettext_lazy("Profiles of the site"),
    "authors": gettext_lazy("Profiles of the authors"),
}


def channels(
    frame: Frame, entry: Entry | None = None, *, kinds: Iterable[str] = tuple(KINDS)
) -> list[Channel]:
    """Return the ways to follow the site and the authors of `entry`, in the order of `kinds`.

    `frame` is that of the page and holds the profiles; `entry` needs `with_authors()`. An address
    that stands twice is shown where it comes first.
    """
    authors = [row.author for row in entry.authorships.all()] if entry else []  # type: ignore[attr-defined]
    ways: dict[str, Callable[[], Iterable[Channel]]] = {
        "rss": _feeds,
        "feedly": _feedly,
        "site": lambda: [_channel(row, "", is_only=True) for row in frame.profiles],
        "authors": lambda: _of_authors(frame, authors),
    }
    found: dict[str, Channel] = {}
    for kind in dict.fromkeys(kinds):
        for channel in ways[kind]() if kind in ways else ():
            found.setdefault(channel.url, channel)
    return list(found.values())


def _feeds() -> list[Channel]:
    return [Channel("rss", gettext("RSS"), reverse("blog:feed_guide"))]


def _feedly() -> list[Channel]:
    feed = absolute(reverse("blog:feed_rss"))
    return [Channel("feedly", "feedly", feedly_url(feed), SOMEBODY)]


def _of_authors(frame: Frame, authors: list[Author]) -> Iterable[Channel]:
    """Yield the authors' profiles in the order they sign."""
    place = {author.pk: number for number, author in enumerate(authors)}
    for profile in sorted(frame.author_profiles, key=lambda profile: place[profile.author_id]):
        owner = authors[place[profile.author_id]].name
        yield _channel(profile, owner, is_only=len(authors) == 1)


def _channel(profile: Profile, owner: str, *, is_only: bool) -> Channel:
    return Channel(
        service=profile.service,
        label=profile.name,
        url=profile.url,
        rel=SAME_PERSON if is_only or not owner else SOMEBODY,
        owner=owner,
    )
