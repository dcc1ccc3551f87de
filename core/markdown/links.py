"""Links and images: allowed URLs, ``rel`` attributes, image slots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.context import Context, plain_text
from core.markdown.document import Profile
from core.markdown.headings import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Allowed schemes of links; a link with another scheme is reduced to its text.
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
REL_EXTERNAL: Final = "noopener"
REL_COMMENT: Final = "nofollow ugc noopener"
REL_SPONSORED: Final = "sponsored nofollow noopener"
#: Hosts of affiliate services; links to them are advertising.
AFFILIATE_HOSTS: Final = (
    "px.a8.net", "af.moshimo.com", "hb.afl.rakuten.co.jp", "rpx.a8.net", "ck.jp.ap.valuecommerce.com",
    "h.accesstrade.net", "t.afi-b.com", "click.linksynergy.com", "amzn.to", "amzn.asia", "a.r10.to",
    "t.felmat.net", "link-a.net", "tcs-asp.net", "s.click.aliexpress.com", "cl.link-ag.net",
)  # fmt: skip
_IMAGE_KEY = re.compile(r"image:([A-Za-z0-9_-]{1,64})")
_POST_PATH = re.compile(r"/posts/([^/]+)/?")


@dataclass(frozen=True)
class Target:
    """The resolved URL of a link; ``path`` (decoded, NFC) is set for URLs of this site."""

    href: str
    host: str = ""
    path: str = ""

    @property
    def is_external(self) -> bool:
        """Whether the URL is on another site."""
        return bool(self.host)


def _split(href: str) -> SplitResult | None:
    try:
        parts = urlsplit(href)
        _ = parts.hostname
    except ValueError:
        return None
    return parts


def resolve(href: str, site_hosts: Collection[str]) -> Target | None:
    """Return the target of a link; None if the URL is malformed or its scheme not allowed."""
    cleaned = "".join(char for char in href.strip() if char > " " and char != "\x7f")
    cleaned = cleaned.replace("\\", "/") if cleaned[:2] in ("/\\", "\\\\", "\\/") else cleaned
    parts = _split(cleaned)
    if parts is None or (parts.scheme and parts.scheme.lower() not in SCHEMES):
        return None
    if parts.scheme.lower() in ("mailto", "tel"):
        return Target(cleaned)
    host = (parts.hostname or "").lower()
    if not host:
        if parts.scheme or cleaned.startswith("//"):
            return None
        path = parts.path if parts.path.startswith("/") else ""
        return Target(cleaned, path=unicodedata.normalize("NFC", unquote(path)))
    if host in site_hosts or parts.netloc.lower() in site_hosts:
        return Target(cleaned, path=unicodedata.normalize("NFC", unquote(parts.path or "/")))
    return Target(cleaned, host=host)


def post_path(target: Target) -> str:
    """Return ``/posts/slug/`` if the target is a post of this site, else ""."""
    match = _POST_PATH.fullmatch(target.path)
    return f"/posts/{match[1]}/" if match else ""


def is_affiliate(target: Target) -> bool:
    """Whether the URL is of a known affiliate service or has an Amazon tag."""
    if target.host in AFFILIATE_HOSTS:
        return True
    return target.host.removeprefix("www.").startswith("amazon.") and "tag=" in target.href


def rel_for(target: Target, profile: Profile) -> str:
    """Return the ``rel`` of a link, by profile and target; "" for a link inside this site."""
    if profile is Profile.COMMENT:
        return REL_COMMENT
    if is_affiliate(target):
        return REL_SPONSORED
    return REL_EXTERNAL if target.is_external else ""


def adjust_links(children: list[Token], context: Context, line: int | None) -> list[Token]:
    """Set ``href`` and ``rel`` of the links in ``children``; a refused link is reduced to its text."""
    out: list[Token] = []
    refused: list[bool] = []
    for child in children:
        if child.type == "link_open":
            refused.append(not _adjust_link(child, context, line))
            if refused[-1]:
                continue
        elif child.type == "link_close" and refused and refused.pop():
            continue
        out.append(child)
    return out


def _adjust_link(token: Token, context: Context, line: int | None) -> bool:
    href = str(token.attrGet("href") or "")
    target = resolve(href, context.site_hosts)
    if target is None:
        context.add_notice("link_refused", line, _("A link was removed: {href}"), href=href[:100])
        return False
    token.attrSet("href", anchored(href, context) or target.href)
    rel = rel_for(target, context.profile)
    if rel:
        token.attrSet("rel", rel)
    remember(target, context)
    return True


def anchored(href: str, context: Context) -> str:
    """Return the fragment of the heading that ``href`` (URL-encoded or not) refers to, or ""."""
    name = unquote(href[1:]) if href.startswith("#") else ""
    return context.anchors.get(f"#{slug(name)}", "") if name else ""


def remember(target: Target, context: Context) -> None:
    """Add the target to the context's links if it is a post of this site."""
    path = post_path(target)
    if path:
        context.links[path] = None


def adjust_images(children: list[Token], context: Context, line: int | None) -> list[Token]:
    """Convert images of this site to slots, and others to links; all of them to links in comments and bios."""
    depth = 0
    out: list[Token] = []
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "image":
            out.extend(_adjust_image(child, context, line, in_link=depth > 0))
        else:
            out.append(child)
    return out


def _adjust_image(
    token: Token, context: Context, line: int | None, *, in_link: bool
) -> Iterator[Token]:
    source = str(token.attrGet("src") or "")
    alt = plain_text(token.children).strip()
    title = str(token.attrGet("title") or "").strip()
    args = image_args(source, alt, title, context)
    if args is None:
        yield from _linked_image(source, alt, context, line, in_link=in_link)
        return
    if not alt:
        context.add_notice("missing_alt", line, _("An image has no alternative text."))
    yield slot_token("image", args)


def image_args(source: str, alt: str, title: str, context: Context) -> dict[str, str] | None:
    """Return the arguments of an image slot; None if the image is not on this site or the text shows none."""
    if not context.profile.is_full:
        return None
    match = _IMAGE_KEY.fullmatch(source)
    if match:
        context.image_keys[match[1]] = None
        return {"key": match[1], "alt": alt, "title": title}
    target = resolve(source, context.site_hosts)
    if target is None or target.is_external or not target.path.startswith("/media/"):
        return None
    if ".." in target.path:
        return None
    return {"src": urlsplit(target.href).path, "alt": alt, "title": title}


def _linked_image(
    source: str, alt: str, context: Context, line: int | None, *, in_link: bool
) -> Iterator[Token]:
    target = resolve(source, context.site_hosts)
    context.add_notice(
        "external_image",
        line,
        _("An image that is not in the media library became a link: {source}"),
        source=source[:100],
    )
    name = alt or (target.host if target else "") or source[:60]
    if not context.profile.is_full:
        name = _("Image: %(name)s") % {"name": name}
    text = Token("text", "", 0, content=name)
    if in_link or target is None:
        yield text
        return
    opening = Token("link_open", "a", 1, attrs={"href": target.href})
    rel = rel_for(target, context.profile)
    if rel:
        opening.attrSet("rel", rel)
    yield from (opening, text, Token("link_close", "a", -1))


def slot_token(kind: str, args: Mapping[str, object]) -> Token:
    """Return a token that renders as a slot without content."""
    return Token("slot", "", 0, meta={"kind": kind, "args": dict(args)})
