"""Where readers can follow the site: its feed, a feed reader, and profiles elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext

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


def channels(frame: Frame, entry: Entry | None = None) -> list[Channel]:
    """Return every way to follow the site and the authors of `entry`: feeds first, then profiles.

    `frame` is that of the page and holds the profiles; `entry` needs `with_authors()`.
    """
    authors = [row.author for row in entry.authorships.all()] if entry else []  # type: ignore[attr-defined]
    return [*_feeds(), *_profiles(frame, authors)]


def _feeds() -> list[Channel]:
    feed = absolute(reverse("blog:feed_rss"))
    return [
        Channel("rss", gettext("RSS"), reverse("blog:feed_guide")),
        Channel("feedly", "feedly", feedly_url(feed), SOMEBODY),
    ]


def _profiles(frame: Frame, authors: list[Author]) -> Iterable[Channel]:
    """Yield the site's profiles, then the authors' in the order they sign; each address once."""
    place = {author.pk: number for number, author in enumerate(authors)}
    names = {author.pk: author.name for author in authors}
    of_authors = sorted(frame.author_profiles, key=lambda profile: place[profile.author_id])
    seen: set[str] = set()
    for profile in [*frame.profiles, *of_authors]:
        if profile.url not in seen:
            seen.add(profile.url)
            yield _channel(profile, names.get(profile.author_id, ""), is_only=len(authors) == 1)


def _channel(profile: Profile, owner: str, *, is_only: bool) -> Channel:
    return Channel(
        service=profile.service,
        label=profile.name,
        url=profile.url,
        rel=SAME_PERSON if is_only or not owner else SOMEBODY,
        owner=owner,
    )
