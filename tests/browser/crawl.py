"""Finds the pages of a site by following its links, as a reader would."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Page, Response

LIMIT = 200  # pages; a crawl that finds more is in an endless loop
# Every combination of facets and orders of a search is a page: these links are nofollow.
LINKS = "a[href]:not([rel~='nofollow'][href^='/search/'])"

FORMS = ("/comments/form/", "/comments/my/")
_NUMBER = re.compile("[0-9]+")
_NAME = re.compile(r"^((?:posts|categories|tags|series|authors)/)[^/]+/")


def every_page(page: Page, *starts: str, prefix: str = "/") -> Iterator[tuple[str, Response]]:
    """Open every HTML page under `prefix` that can be reached from `starts`; yield path and response.

    The page stays open while the caller looks at it. Addresses that answer with anything but HTML
    are not yielded; the first of each shape is asked for its kind.
    """
    waiting, seen = list(starts), set(map(_kind, starts))
    are_html: dict[str, bool] = {}
    while waiting:
        path = waiting.pop(0)
        shape = _shape(path)
        if shape not in are_html:
            are_html[shape] = _is_html(page, path)
        if not are_html[shape]:
            continue
        response = page.goto(path)
        assert response is not None
        yield path, response
        for found in _links(page):
            if found.startswith(prefix) and _kind(found) not in seen:
                seen.add(_kind(found))
                waiting.append(found)
        assert len(seen) < LIMIT, sorted(seen)


def _kind(path: str) -> str:
    """Return the key of a page to open once; forms that are alike for every post and comment share one."""
    return _NUMBER.sub("0", path) if path.startswith(FORMS) else path


def _shape(path: str) -> str:
    """Return the common part of the URLs of one view: `tags/feed/` of `/tags/tea/feed/?page=2`."""
    return _NAME.sub(r"\1", path.partition("?")[0].lstrip("/"))


def _is_html(page: Page, path: str) -> bool:
    head = page.request.head(path, max_redirects=5)
    return head.headers.get("content-type", "").startswith("text/html")


def _links(page: Page) -> list[str]:
    """Return the paths (with query) of all links of the page to its own host."""
    host = urlsplit(page.url).netloc
    hrefs = page.eval_on_selector_all(LINKS, "links => links.map(a => a.getAttribute('href'))")
    urls = [urlsplit(urldefrag(urljoin(page.url, href)).url) for href in hrefs]
    return [
        url.path + (f"?{url.query}" if url.query else "")
        for url in urls
        if url.netloc == host and url.scheme == "http"
    ]
