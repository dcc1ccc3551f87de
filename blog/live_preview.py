"""Live preview of the write screen."""

from typing import TypedDict

from blog.blocks import fill_page
from blog.models import BlogSettings, Post
from blog.rendering import derive
from core.markdown import Notice


class NoticeData(TypedDict):
    """A notice for the author; `line` counts from 1, None means the whole text."""

    code: str
    line: int | None
    message: str


class Preview(TypedDict):
    """Response data of the preview: safe HTML, notices, counts and the excerpt."""

    html: str
    notices: list[NoticeData]
    characters: int
    minutes: int
    excerpt: str


def preview(source: str, *, language: str = "", hard_breaks: bool | None = None) -> Preview:
    """Render `source` as the page of a post shows it, blocks included."""
    blog_settings = BlogSettings.load()
    entry = Post(
        body=source, language=language or blog_settings.site.language, hard_breaks=hard_breaks
    )
    document = derive(entry, blog_settings=blog_settings)
    return {
        "html": fill_page(entry, blog_settings),
        "notices": notices_data(document.notices),
        "characters": entry.characters,
        "minutes": entry.reading_minutes(blog_settings),
        "excerpt": entry.derived_excerpt,
    }


def notices_data(notices: list[Notice]) -> list[NoticeData]:
    """Return notices as JSON-serialisable data, in the active language."""
    return [
        {"code": notice.code, "line": notice.line, "message": str(notice.message)}
        for notice in notices
    ]


def markdownify(source: str) -> str:
    """Return the HTML of a preview: django-markdownx's MARKDOWNX_MARKDOWNIFY_FUNCTION."""
    return preview(source)["html"]
