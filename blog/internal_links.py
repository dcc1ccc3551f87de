"""Links of a text to this site that lead nowhere: paths without a public page, and missing anchors."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.db.models import QuerySet
from django.http import Http404
from django.urls import Resolver404, resolve

from blog.models import Author, Category, Entry, Page, Post, PreviousPath, Redirect, Series, Tag
from blog.redirects.rules import RESERVED_PREFIXES, candidates
from core.markdown import links
from core.markdown.headings import PREFIX
from core.site_urls import site_hosts

_HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')

#: By URL name: the slugs among some that have a public page.
_PUBLIC: dict[str, Callable[[Collection[str]], QuerySet[Any]]] = {
    "blog:post_detail": lambda slugs: Post.objects.published().filter(slug__in=slugs),
    "blog:page_detail": lambda slugs: Page.objects.published().filter(slug__in=slugs),
    "blog:category_detail": lambda slugs: Category.objects.filter(path__in=slugs),
    "blog:tag_detail": lambda slugs: Tag.objects.filter(slug__in=slugs),
    "blog:series_detail": lambda slugs: Series.objects.filter(slug__in=slugs),
    "blog:author_detail": lambda slugs: Author.objects.public().filter(slug__in=slugs),
}
_COLUMNS = {"blog:category_detail": "path"}


@dataclass(frozen=True)
class InternalLink:
    """A link of a text; `path` is "" for an anchor of the same text. Both are decoded."""

    href: str
    path: str
    fragment: str

    @property
    def place(self) -> tuple[str, str]:
        """The URL name and the slug of the path; ("", "") if nothing is there."""
        for path in (self.path, f"{self.path.removesuffix('/')}/"):
            try:
                match = resolve(path)
            except (Resolver404, Http404):
                continue
            return match.view_name, str(match.kwargs.get("slug", ""))
        return "", ""


def broken_paths(entry: Entry) -> list[str]:
    """Return the hrefs in `entry.body_html` whose path is no public page and is not redirected.

    It takes one query for each kind of page among the links, and two more if a page is missing.
    """
    found = [link for link in _links(entry.body_html) if _is_checked(link.path)]
    places = {link: link.place for link in found}
    wanted: dict[str, set[str]] = {}
    for name, slug in places.values():
        if name in _PUBLIC:
            wanted.setdefault(name, set()).add(slug)
    public = {
        (name, slug)
        for name, slugs in wanted.items()
        for slug in _PUBLIC[name](slugs).values_list(_COLUMNS.get(name, "slug"), flat=True)
    }
    missing = [
        link
        for link, (name, slug) in places.items()
        if not name or (name in _PUBLIC and (name, slug) not in public)
    ]
    redirected = _redirected({link.path for link in missing})
    return [link.href for link in missing if link.path not in redirected]


def broken_anchors(entry: Entry) -> list[str]:
    """Return the hrefs in `entry.body_html` whose heading does not exist, here or in a public post.

    It takes one query if a link leads to a heading of another post.
    """
    own_ids = {unescape(value) for value in _ID.findall(entry.body_html)}
    found = [link for link in _links(entry.body_html) if link.fragment]
    here = [link for link in found if not link.path]
    there = {
        link: link.place[1]
        for link in found
        if link.fragment.startswith(PREFIX) and link.path.startswith("/posts/")
    }
    headings = _headings(set(there.values()))
    broken = {link for link in here if link.fragment not in own_ids | _IDS_OF_THE_PAGE}
    broken |= {
        link
        for link, slug in there.items()
        if slug in headings and link.fragment not in headings[slug]
    }
    return [link.href for link in found if link in broken]


#: Ids that every page of a post has outside the text.
_IDS_OF_THE_PAGE = frozenset({"main", "comments", "top"})


def _links(html: str) -> Iterator[InternalLink]:
    """Yield the links to this site, each href once."""
    hosts = site_hosts()
    for href in dict.fromkeys(map(unescape, _HREF.findall(html))):
        target = links.resolve(href, hosts)
        if target is None or target.is_external or not (target.path or href.startswith("#")):
            continue
        fragment = normalize("NFC", unquote(urlsplit(target.href).fragment))
        yield InternalLink(href, target.path, fragment)


def _is_checked(path: str) -> bool:
    return bool(path) and not path.startswith(RESERVED_PREFIXES)


def _redirected(paths: Collection[str]) -> set[str]:
    """Return those of `paths` that are previous paths of something, or that a rule redirects."""
    if not paths:
        return set()
    rules_of = {path: candidates(path) for path in paths}
    every = {candidate for found in rules_of.values() for candidate in found}
    previous = set(PreviousPath.objects.filter(path__in=every).values_list("path", flat=True))
    rules = Redirect.objects.exclude(kind=Redirect.Kind.GONE).filter(path__in=every)
    known = previous | set(rules.values_list("path", flat=True))
    return {path for path, found in rules_of.items() if known.intersection(found)}


def _headings(slugs: Collection[str]) -> dict[str, set[str]]:
    """Return the ids of the headings of public posts, by slug."""
    if not slugs:
        return {}
    posts = Post.objects.published().filter(slug__in=slugs).values_list("slug", "toc")
    return {slug: {str(heading["id"]) for heading in toc} for slug, toc in posts}
