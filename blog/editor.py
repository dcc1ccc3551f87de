"""What the write screen asks of the blog while somebody types."""

from typing import TypedDict

from blog.blocks import fill_page
from blog.models import Post
from blog.rendering import derive
from core.markdown import Notice
from core.models import SiteSettings


class NoticeData(TypedDict):
    """One thing the author should know; `line` counts from 1, None is the whole text."""

    code: str
    line: int | None
    message: str


class Preview(TypedDict):
    """The answer to the write screen: safe HTML and what it tells beside it."""

    html: str
    notices: list[NoticeData]
    characters: int
    minutes: int
    excerpt: str


def preview(source: str, *, language: str = "", hard_breaks: bool | None = None) -> Preview:
    """Render `source` exactly as the page of a post will show it, blocks included."""
    site = SiteSettings.load()
    entry = Post(body=source, language=language or site.language, hard_breaks=hard_breaks)
    document = derive(entry, site=site)
    return {
        "html": fill_page(entry, site),
        "notices": notices_data(document.notices),
        "characters": entry.characters,
        "minutes": entry.reading_minutes(site),
        "excerpt": entry.derived_excerpt,
    }


def notices_data(notices: list[Notice]) -> list[NoticeData]:
    """Return notices as JSON holds them, in the language of the person."""
    return [
        {"code": notice.code, "line": notice.line, "message": str(notice.message)}
        for notice in notices
    ]


def markdownify(source: str) -> str:
    """Return the HTML of a preview: what django-markdownx's own view and tests would call."""
    return preview(source)["html"]
