"""Small tags and filters of the public pages."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from zlib import crc32

from django import template
from django.core import paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from blog.frame import Frame, Shelf
from blog.menus import Link
from blog.models import Entry, Page, Post
from core.japanese import break_html, is_cjk
from core.japanese import phrases as split_phrases

register = template.Library()

#: Traditional patterns of drawn covers: static/img/patterns/, static/css/components/cover.css.
PATTERNS = ("seigaiha", "asanoha", "shippo", "kikko", "shima", "yagasuri")
#: Inks of drawn covers, named after traditional colours.
INKS = ("ai", "shu", "koke", "fuji", "kuri", "nando")
#: Full-width characters that fit on the title slip of a drawn cover.
SLIP_HEIGHT = 9


@register.filter
def phrases(text: str) -> SafeString:
    """`text` escaped, with break opportunities between phrases."""
    return break_html(str(text))


@register.filter
def slip(title: str) -> str:
    """As many whole phrases of `title` as fit on the title slip of a drawn cover."""
    out = ""
    for phrase in split_phrases(title):
        if out and _height(out + phrase) > SLIP_HEIGHT:
            break
        out += phrase
    while _height(out) > SLIP_HEIGHT:
        out = out[:-1]
    return out.strip(" 、。,.:：|｜「『（(")


def _height(text: str) -> float:
    """Length of `text` set vertically, in characters of full width."""
    return sum(1 if is_cjk(char) else 0.6 for char in text)


@register.filter
def cover_classes(entry: Post | Page) -> str:
    """Classes of a drawn cover: the pattern comes from the slug, the ink from the category."""
    category = entry.category if isinstance(entry, Post) else None
    pattern = PATTERNS[_pick(entry.slug, len(PATTERNS))]
    ink = INKS[_pick(category.path if category else entry.slug, len(INKS))]
    return f"cover-{pattern} ink-{ink}"


def _pick(text: str, choices: int) -> int:
    """A number below `choices` that is always the same for the same text."""
    return crc32(text.encode()) % choices


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], number: int) -> str:
    """Address of another page of the present list; the first one has no parameter of its own."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = str(number)
    query = parameters.urlencode()
    path = context["request"].path
    return f"{path}?{query}" if query else path


@register.filter
def page_numbers(page: paginator.Page[Any]) -> Iterator[int | str]:
    """Numbers of the pages to offer, with "…" where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def ancestors(path: str, frame: Frame) -> list[Shelf]:
    """The category at `path` and those above it, for breadcrumbs."""
    return frame.ancestors(path)


@register.filter
def above(path: str, frame: Frame) -> list[Shelf]:
    """The categories above the one at `path`, from the root down."""
    return [shelf for shelf in frame.ancestors(path) if shelf.path != path]


@register.filter
def below(path: str, frame: Frame) -> list[Shelf]:
    """The categories right below the one at `path`."""
    return frame.below(path)


@register.filter
def is_here(url: str, request: HttpRequest | None) -> bool:
    """Whether `url`, as it stands in a link, is the page that `request` asks for."""
    return request is not None and unquote(url) == request.path


@register.filter
def without_children(links: list[Link]) -> list[Link]:
    """The links that stand for themselves."""
    return [link for link in links if not link.children]


@register.filter
def moment(value: datetime) -> str:
    """`value` for machines, to the second: HTML allows no microseconds in `datetime` attributes."""
    return timezone.localtime(value).isoformat(timespec="seconds")


@register.filter
def minutes(entry: Entry, site: Any) -> int:
    """Minutes it takes to read `entry` on this site."""
    return entry.reading_minutes(site)
