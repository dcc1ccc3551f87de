"""Gets title, description and picture of a page of another site, through core.http_client only."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from blog.players import Provider, provider_of
from core import http_client, open_graph
from core.cleaning import clean_line
from core.http_client import FetchError, Reason, Response
from core.markdown.context import text_of_html
from core.open_graph import MAX_DESCRIPTION, MAX_SITE_NAME, MAX_TITLE, Metadata
from images import remote_pictures
from images.decoding import ImageRefused

TIMEOUT: Final = 5.0  # seconds, of each request
#: Some large sites have their metadata in the first half megabyte of pages of several.
MAX_PAGE: Final = 3_000_000
MAX_PICTURE: Final = 5_000_000
MAX_OEMBED: Final = 100_000
#: Widths of the renditions: beside the text and above it, on dense screens.
WIDTHS: Final = (360, 960)

_HTML: Final = ("text/html", "application/xhtml+xml")
_JSON: Final = ("application/json", "text/json", "text/javascript", "application/json+oembed")
_PICTURES: Final = ("image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/avif")
#: Another attempt may succeed after these.
_PASSING_REASONS: Final = (Reason.DNS, Reason.CONNECTION, Reason.TLS, Reason.TIMEOUT)
_PASSING_STATUSES: Final = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
)


class PageError(Exception):
    """The page has no preview; `code` is a Reason, an HTTP status or "no title"."""

    def __init__(self, code: str, *, is_passing: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_passing = is_passing


@dataclass(frozen=True)
class Found:
    """What a page says about itself. `pictures` is None if its picture could not be fetched this time."""

    metadata: Metadata
    pictures: list[tuple[tuple[int, int], bytes]] | None = field(default_factory=list)


def fetch(url: str) -> Found:
    """Return the preview of the page at `url`; raise PageError."""
    provider = provider_of(url)
    if provider and provider.oembed:
        metadata = _oembed(url, provider)
    else:
        response = _get(url, MAX_PAGE, _HTML)
        content_type = response.headers.get("Content-Type", "")
        metadata = open_graph.read(response.content, content_type=content_type, url=response.url)
    if not metadata.title:
        raise PageError("no title")
    return Found(metadata, _pictures(metadata.image) if metadata.image else [])


def _get(url: str, max_bytes: int, types: tuple[str, ...]) -> Response:
    """Return a successful response; raise PageError."""
    headers = {"Accept": f"{', '.join(types)};q=0.9"}
    try:
        response = http_client.fetch(
            url, headers=headers, timeout=TIMEOUT, max_bytes=max_bytes, allowed_types=types
        )
    except FetchError as error:
        raise PageError(error.reason, is_passing=error.reason in _PASSING_REASONS) from error
    if response.status != HTTPStatus.OK:
        is_passing = response.status in _PASSING_STATUSES or response.status >= 500
        raise PageError(str(response.status), is_passing=is_passing)
    return response


def _pictures(url: str) -> list[tuple[tuple[int, int], bytes]] | None:
    """Return the renditions; [] if the picture cannot be used, None if another attempt may succeed."""
    try:
        return remote_pictures.encoded(_get(url, MAX_PICTURE, _PICTURES).content, WIDTHS)
    except ImageRefused:
        return []
    except PageError as error:
        return None if error.is_passing else []


def _oembed(url: str, provider: Provider) -> Metadata:
    """Return what the provider says by oEmbed (https://oembed.com): pages of players say it by script only."""
    query = urlencode({"url": url, "format": "json"})
    response = _get(f"{provider.oembed}?{query}", MAX_OEMBED, _JSON)
    try:
        data: Any = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise PageError(Reason.RESPONSE) from error
    if not isinstance(data, dict):
        raise PageError(Reason.RESPONSE)
    title, author = _text(data, "title"), _text(data, "author_name")
    return Metadata(
        title=(title or author)[:MAX_TITLE],
        description=(author if title else clean_line(text_of_html(_text(data, "html"))))[
            :MAX_DESCRIPTION
        ],
        image=_text(data, "thumbnail_url"),
        site_name=(_text(data, "provider_name") or provider.label)[:MAX_SITE_NAME],
    )


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return clean_line(value) if isinstance(value, str) else ""
