"""Links that hand a post to other services. Plain links: nothing of theirs is ever loaded.

Which services a post offers, and in which order, is `SiteSettings.share_targets`. A new one needs a
line in SERVICES and a picture in templates/components/icons/services/.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.models import Post
from core.models import SiteSettings
from core.site_urls import absolute

# RFC 1035 and 5891: letters, digits and inner hyphens, at most 63 in a label and 253 in all. The
# last label starts with a letter, so no way of writing an IP address passes (WHATWG URL, host parser).
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
MAX_HOST = 253
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|])")


@dataclass(frozen=True)
class Shared:
    """What is shared: addresses are absolute, `picture` may be empty."""

    title: str
    url: str
    slug: str = ""
    picture: str = ""

    @classmethod
    def of(cls, post: Post) -> "Shared":
        """Return what sharing `post` needs (reads its cover, which lists and pages have at hand)."""
        picture = absolute(post.cover.url) if post.cover and post.cover.url else ""
        return cls(post.title, absolute(post.get_absolute_url()), post.slug, picture)

    @property
    def text(self) -> str:
        """Title and address as one line, for services that take a single text."""
        return f"{self.title} {self.url}"

    @property
    def markdown(self) -> str:
        """A Markdown link; what would end its text early or format it is escaped."""
        title = _MARKDOWN.sub(r"\\\1", self.title)
        return f"[{title}]({self.url})"


@dataclass(frozen=True)
class Service:
    """A place to share to. Without a link it is something that the page itself does."""

    name: str
    label: object
    link: Callable[[Shared], str] | None = None
    needs_picture: bool = False
    has_instances: bool = False

    @property
    def icon(self) -> str:
        """Template of its picture."""
        return icon(self.name)


@dataclass(frozen=True)
class Target:
    """One entry of the share list: `url` is empty where a script does it.

    `pattern` holds "{host}" where the reader's own server belongs.
    """

    service: Service
    url: str = ""
    pattern: str = ""


def icon(service: str) -> str:
    """Return the template of a service's picture: shapes of our own, no trademarks."""
    return f"components/icons/services/{service}.html"


def _with(base: str, **parameters: str) -> str:
    """Return `base` with parameters: everything but letters, digits and -._~ percent-encoded as UTF-8."""
    return f"{base}?{urlencode(parameters, quote_via=quote, safe='')}"


def _mail(post: Shared) -> str:
    return _with("mailto:", subject=post.title, body=f"{post.title}\r\n{post.url}")


def _on(host: str, name: str, post: Shared) -> str:
    """Return the share page of the Mastodon or Misskey server `host`."""
    if name == "misskey":
        return _with(f"https://{host}/share", text=post.title, url=post.url)
    return _with(f"https://{host}/share", text=post.text)


SERVICES: dict[str, Service] = {
    service.name: service
    for service in (
        Service("x", "X", lambda p: _with("https://x.com/intent/post", text=p.title, url=p.url)),
        Service(
            "facebook",
            "Facebook",
            lambda p: _with("https://www.facebook.com/sharer/sharer.php", u=p.url),
        ),
        Service(
            "hatena",
            _("Hatena Bookmark"),
            lambda p: _with("https://b.hatena.ne.jp/add", mode="confirm", url=p.url, title=p.title),
        ),
        Service(
            "line",
            "LINE",
            lambda p: _with("https://social-plugins.line.me/lineit/share", url=p.url, text=p.title),
        ),
        Service(
            "bluesky", "Bluesky", lambda p: _with("https://bsky.app/intent/compose", text=p.text)
        ),
        Service(
            "threads",
            "Threads",
            lambda p: _with("https://www.threads.com/intent/post", text=p.title, url=p.url),
        ),
        Service("mastodon", "Mastodon", has_instances=True),
        Service("misskey", "Misskey", has_instances=True),
        Service(
            "pinterest",
            "Pinterest",
            lambda p: _with(
                "https://www.pinterest.com/pin/create/button/",
                url=p.url,
                media=p.picture,
                description=p.title,
            ),
            needs_picture=True,
        ),
        Service(
            "linkedin",
            "LinkedIn",
            lambda p: _with("https://www.linkedin.com/sharing/share-offsite/", url=p.url),
        ),
        Service("mail", pgettext_lazy("share", "E-mail"), _mail),
        Service("system", _("Other apps")),
        Service("copy", _("Copy the URL")),
    )
}


def targets(post: Shared, site: SiteSettings) -> list[Target]:
    """Return what the site offers for `post`, in its order; unknown and repeated names are left out."""
    return list(_targets(post, dict.fromkeys(site.share_targets)))


def _targets(post: Shared, names: Iterable[str]) -> Iterable[Target]:
    for name in names:
        service = SERVICES.get(name)
        if service is None or (service.needs_picture and not post.picture):
            continue
        if service.has_instances:
            yield Target(service, choose_path(service, post), _on("{host}", name, post))
        else:
            yield Target(service, service.link(post) if service.link else "")


def choose_path(service: Service, post: Shared) -> str:
    """Return the path of the page on which readers name their server."""
    return _with(reverse("blog:share_instance", args=[service.name]), post=post.slug)


def instance_link(service: Service, host: str, post: Shared) -> str:
    """Return the link that opens the share page of the server `host` (see `clean_host`)."""
    return _on(host, service.name, post)


def clean_host(text: str) -> str:
    """Return the host name that a reader typed, in lower case and punycode.

    Takes "mastodon.social", "https://mastodon.social/" and names in any script, also typed in
    full-width letters. Raises ValidationError for all else: user info, ports, paths, IP addresses,
    and names without a dot.
    """
    name = text.strip().removeprefix("https://").removesuffix("/").removesuffix(".")
    try:
        host = name[:MAX_HOST].encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if max(len(name), len(host)) > MAX_HOST or not _HOST.fullmatch(host):
        raise ValidationError(_("Please give the name of a server, such as mastodon.social."))
    return host
