"""Template tags and filters of the public pages: covers, pagination, links, dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote
from zlib import crc32

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from blog.models import BlogSettings, Entry, Page, Post
from blog.navigation.links import CategoryLink
from blog.navigation.menus import Link
from blog.navigation.page_context import PageContext
from blog.pagination import page_numbers
from core.japanese import break_html, is_cjk
from core.japanese import phrases as split_phrases
from core.moments import timestamp
from core.site_urls import absolute

register = template.Library()

#: Traditional patterns of drawn covers: static/img/patterns/, static/css/cards.css.
PATTERNS = ("seigaiha", "asanoha", "shippo", "kikko", "shima", "yagasuri")
#: Inks of drawn covers, named after traditional colours.
INKS = ("ai", "shu", "koke", "fuji", "kuri", "nando")
#: Full-width characters that fit on the title slip of a drawn cover.
SLIP_HEIGHT = 9
#: Parts of a series shown on each side of the current one.
NEAR = 2
#: Fewer parts than this are shown, not folded.
FEWEST_FOLDED = 3


@register.filter
def phrases(text: str) -> SafeString:
    """Escape `text` and add break opportunities (<wbr>) between phrases."""
    return break_html(str(text))


@register.filter
def slip(title: str) -> str:
    """Shorten `title` to the whole phrases that fit on the title slip of a drawn cover."""
    out = ""
    for phrase in split_phrases(title):
        if out and _height(out + phrase) > SLIP_HEIGHT:
            break
        out += phrase
    while _height(out) > SLIP_HEIGHT:
        out = out[:-1]
    return out.strip(" 、。・,.:：|｜「『（(")


def _height(text: str) -> float:
    """Length of `text` set vertically, in characters of full width."""
    return sum(1 if is_cjk(char) else 0.6 for char in text)


@register.filter
def cover_classes(entry: Post | Page) -> str:
    """Return the CSS classes of a drawn cover: pattern from the slug, ink from the category."""
    category = entry.category if isinstance(entry, Post) else None
    pattern = PATTERNS[_pick(entry.slug, len(PATTERNS))]
    ink = INKS[_pick(category.path if category else entry.slug, len(INKS))]
    # The background comes from the slug, so that the covers of one category differ.
    others = [name for name in INKS if name != ink]
    back = others[_pick(f"back {entry.slug}", len(others))]
    return f"cover-{pattern} ink-{ink} back-{back}"


@dataclass(frozen=True)
class Run:
    """Consecutive parts of a series; `first` is the number of the first one."""

    first: int
    parts: Sequence[Post]
    is_folded: bool

    @property
    def last(self) -> int:
        return self.first + len(self.parts) - 1


@register.filter
def folded(parts: Sequence[Post], number: int) -> list[Run]:
    """Split the parts of a series into runs: parts near part `number` are open, others folded."""
    start, end = max(0, number - 1 - NEAR), min(len(parts), number + NEAR)
    if start < FEWEST_FOLDED:
        start = 0
    if len(parts) - end < FEWEST_FOLDED:
        end = len(parts)
    runs = [
        Run(1, parts[:start], is_folded=True),
        Run(start + 1, parts[start:end], is_folded=False),
        Run(end + 1, parts[end:], is_folded=True),
    ]
    return [run for run in runs if run.parts]


@register.simple_tag
def absolute_address(entry: Entry) -> str:
    """Return the absolute URL of `entry`."""
    return absolute(entry.get_absolute_url())


def _pick(text: str, choices: int) -> int:
    """Hash `text` to a number below `choices`."""
    return crc32(text.encode()) % choices


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int) -> str:
    """Return the URL of page `number` of the current list; page 1 has no `page` parameter."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = str(number)
    query = parameters.urlencode()
    path = str(context["request"].path)
    return f"{path}?{query}" if query else path


@register.simple_tag
def nth_page(number: int) -> str:
    """Return the suffix for the title of a list, ", page 2"; empty on the first page."""
    return gettext(", page %(number)s") % {"number": number} if number > 1 else ""


register.filter(page_numbers)


@register.filter
def ancestors(path: str, page_context: PageContext) -> list[CategoryLink]:
    """Return the category at `path` and its ancestors, for breadcrumbs."""
    return page_context.ancestors(path)


@register.filter
def above(path: str, page_context: PageContext) -> list[CategoryLink]:
    """Return the ancestors of the category at `path`, from the root down."""
    return [category for category in page_context.ancestors(path) if category.path != path]


@register.filter
def below(path: str, page_context: PageContext) -> list[CategoryLink]:
    """Return the direct subcategories of the category at `path`."""
    return page_context.below(path)


@register.filter
def is_here(url: str, request: HttpRequest | None) -> bool:
    """Whether the (quoted) `url` of a link is the path of `request`."""
    return request is not None and unquote(url) == request.path


@register.filter
def without_children(links: list[Link]) -> list[Link]:
    """Return the links without a submenu."""
    return [link for link in links if not link.children]


@register.filter
def moment(value: datetime) -> str:
    """Format `value` for a `datetime` attribute."""
    return timestamp(value)


@register.filter
def minutes(entry: Entry, blog_settings: BlogSettings) -> int:
    """Return the reading time of `entry` in minutes."""
    return entry.reading_minutes(blog_settings)
