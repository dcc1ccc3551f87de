"""Share links of a post to other services: plain links, no third-party script or image.

`BlogSettings.share_targets` chooses and orders the services. A new service needs an entry in
SERVICES and an icon in templates/components/icons/services/.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import combining, normalize
from urllib.parse import quote, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.models import BlogSettings, Post
from core.site_urls import absolute

# RFC 1035 and 5891: letters, digits and inner hyphens, at most 63 in a label and 253 in all. The
# last label starts with a letter, which excludes every notation of an IP address (WHATWG URL).
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
MAX_HOST = 253
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")
# A fediverse handle: @me@mstdn.jp, or me@mstdn.jp (then without a dot in the first part).
_HANDLE = re.compile(r"(?:acct:)?(?:@[\w.-]+|[\w-]+)@([^@/]+)", re.ASCII)

# Maximum length of a post on each service. X weighs characters (config v3 of its twitter-text):
# those of _SINGLE_FOR_X count one, all others two, a URL 23. Mastodon counts a URL as 23 too.
X_LENGTH, BLUESKY_LENGTH, MASTODON_LENGTH, THREADS_LENGTH = 280, 300, 500, 500
SHORT_URL_LENGTH = 23
_SINGLE_FOR_X = re.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# Characters that extend the one before them: selectors, skin tones, joiners, tags.
_JOINED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]")
_FLAG_HALF = re.compile("[\U0001f1e6-\U0001f1ff]")
_ENDING_HALVES = re.compile(f"{_FLAG_HALF.pattern}+$")


@dataclass(frozen=True)
class Shared:
    """Data of a share link: URLs are absolute, `picture` may be empty."""

    title: str
    url: str
    slug: str = ""
    picture: str = ""

    @classmethod
    def from_post(cls, post: Post) -> "Shared":
        """Return the data of `post` (uses its cover, which lists and pages have joined)."""
        preview = post.cover.link_preview if post.cover else None
        picture = absolute(preview.url) if preview else ""
        return cls(post.title, absolute(post.get_absolute_url()), post.slug, picture)

    @property
    def text(self) -> str:
        """Title and URL as one line, for services that take a single text."""
        return f"{self.title} {self.url}"

    def text_of(self, length: int, url_length: int = 0) -> str:
        """Return `text` with the title shortened to a total of `length` characters (code points).

        `url_length` is what the service counts for a URL; 0 means its real length.
        """
        title = shortened(self.title, length - (url_length or len(self.url)) - 1)
        return f"{title} {self.url}".lstrip()

    @property
    def markdown(self) -> str:
        """A Markdown link with the title escaped."""
        title = _MARKDOWN.sub(r"\\\1", self.title)
        return f"[{title}]({self.url})"


@dataclass(frozen=True)
class Service:
    """A share service. Without `link` and instances, a script on the page does the sharing."""

    name: str
    label: object
    link: Callable[[Shared], str] | None = None
    needs_picture: bool = False
    has_instances: bool = False

    @property
    def icon(self) -> str:
        """Template name of its icon."""
        return icon(self.name)


@dataclass(frozen=True)
class Target:
    """A share button: `url` is empty if a script does the sharing.

    `pattern` is a URL with "{host}" in place of the reader's own server.
    """

    service: Service
    url: str = ""
    pattern: str = ""


def weight_for_x(char: str) -> int:
    """Return the weight of a character in the length of a post on X."""
    return 1 if _SINGLE_FOR_X.match(char) else 2


def shortened(text: str, limit: int, weigh: Callable[[str], int] = len) -> str:
    """Return `text`, truncated with "…" if the sum of its characters' weights exceeds `limit`.

    Grapheme clusters are not split. Returns "" if not even one fits.
    """
    if sum(map(weigh, text)) <= limit:
        return text
    weights = accumulate(map(weigh, text))
    end = sum(weight <= limit - weigh("…") for weight in weights)
    while end and not _is_boundary(text, end):
        end -= 1
    return f"{text[:end].rstrip()}…" if end else ""


def _is_boundary(text: str, at: int) -> bool:
    """Whether `at` is a boundary between grapheme clusters."""
    before, after = text[at - 1], text[at]
    if before == "\u200d" or combining(after) or _JOINED.match(after):
        return False
    halves = len(text[:at]) - len(_ENDING_HALVES.sub("", text[:at]))
    return not (_FLAG_HALF.match(after) and halves % 2)


def icon(service: str) -> str:
    """Return the template name of a service's icon: own shapes, no trademarks."""
    return f"components/icons/services/{service}.html"


def _build_url(base: str, **parameters: str) -> str:
    """Return `base` with a query string (UTF-8; only letters, digits and -._~ are not encoded)."""
    return f"{base}?{urlencode(parameters, quote_via=quote, safe='')}"


def _mail_url(post: Shared) -> str:
    return _build_url("mailto:", subject=post.title, body=f"{post.title}\r\n{post.url}")


def _instance_url(host: str, name: str, post: Shared) -> str:
    """Return the URL of the share page of the Mastodon or Misskey server `host`."""
    if name == "misskey":
        return _build_url(f"https://{host}/share", text=post.title, url=post.url)
    text = post.text_of(MASTODON_LENGTH, SHORT_URL_LENGTH)
    return _build_url(f"https://{host}/share", text=text)


def _x_url(post: Shared) -> str:
    title = shortened(post.title, X_LENGTH - SHORT_URL_LENGTH - 1, weight_for_x)
    return _build_url("https://x.com/intent/post", text=title, url=post.url)


SERVICES: dict[str, Service] = {
    service.name: service
    for service in (
        Service("x", "X", _x_url),
        Service(
            "facebook",
            "Facebook",
            lambda p: _build_url("https://www.facebook.com/sharer/sharer.php", u=p.url),
        ),
        Service(
            "hatena",
            _("Hatena Bookmark"),
            lambda p: _build_url(
                "https://b.hatena.ne.jp/add", mode="confirm", url=p.url, title=p.title
            ),
        ),
        Service(
            "line",
            "LINE",
            lambda p: _build_url(
                "https://social-plugins.line.me/lineit/share", url=p.url, text=p.title
            ),
        ),
        Service(
            "bluesky",
            "Bluesky",
            lambda p: _build_url("https://bsky.app/intent/compose", text=p.text_of(BLUESKY_LENGTH)),
        ),
        Service(
            "threads",
            "Threads",
            lambda p: _build_url(
                "https://www.threads.com/intent/post",
                text=shortened(p.title, THREADS_LENGTH),
                url=p.url,
            ),
        ),
        Service("mastodon", "Mastodon", has_instances=True),
        Service("misskey", "Misskey", has_instances=True),
        Service(
            "pinterest",
            "Pinterest",
            lambda p: _build_url(
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
            lambda p: _build_url("https://www.linkedin.com/sharing/share-offsite/", url=p.url),
        ),
        Service("mail", pgettext_lazy("share", "Email"), _mail_url),
        Service("system", _("Other apps")),
        Service("copy", _("Copy the URL")),
    )
}


def targets(post: Shared, blog_settings: BlogSettings) -> list[Target]:
    """Return the share buttons of `post` in the order of the settings; unknown names are skipped."""
    return list(_targets(post, dict.fromkeys(blog_settings.share_targets)))


def _targets(post: Shared, names: Iterable[str]) -> Iterable[Target]:
    for name in names:
        service = SERVICES.get(name)
        if service is None or (service.needs_picture and not post.picture):
            continue
        if service.has_instances:
            yield Target(service, choose_path(service, post), _instance_url("{host}", name, post))
        else:
            yield Target(service, service.link(post) if service.link else "")


def choose_path(service: Service, post: Shared) -> str:
    """Return the path of the form on which readers enter their server."""
    return _build_url(reverse("blog:share_instance", args=[service.name]), post=post.slug)


def instance_link(service: Service, host: str, post: Shared) -> str:
    """Return the link that opens the share page of the server `host` (see `clean_host`)."""
    return _instance_url(host, service.name, post)


def clean_host(text: str) -> str:
    """Return the host name that a reader typed, in lower case and punycode.

    Accepts "mastodon.social", any URL of the server, "@me@mastodon.social", and internationalised
    names, also in full-width letters. Raises ValidationError for user info, ports, IP addresses and
    names without a dot.
    """
    typed = normalize("NFKC", text.strip())
    if not typed.isprintable() or " " in typed:  # urlsplit would leave some of these out
        typed = ""
    handle = _HANDLE.fullmatch(typed)
    url = typed if re.match("https?://", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        name = (handle[1] if handle else urlsplit(url).netloc).removesuffix(".")
    except ValueError:
        name = ""
    try:
        host = name[:MAX_HOST].encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if max(len(name), len(host)) > MAX_HOST or not _HOST.fullmatch(host):
        raise ValidationError(_("Please enter the name of a server, such as mastodon.social."))
    return host
