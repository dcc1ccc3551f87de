"""Live preview of the write screen."""

from typing import TypedDict

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from blog.blocks import fill_page
from blog.models import BlogSettings, Entry, Post
from blog.publication_checks import publication_notices
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


def preview(
    source: str,
    *,
    language: str = "",
    hard_breaks: bool | None = None,
    entry: Entry | None = None,
    user: User | AnonymousUser | None = None,
) -> Preview:
    """Render `source` as the page of `entry` shows it, blocks included.

    `entry` is what the form has beside the text (default: an empty post); it is not saved. With
    `user`, the notices contain those of blog.publication_checks.
    """
    blog_settings = BlogSettings.load()
    entry = entry or Post()
    entry.body = source
    entry.language = language or blog_settings.site.language
    entry.hard_breaks = hard_breaks
    notices = entry_notices(entry, blog_settings=blog_settings, user=user)
    return {
        "html": fill_page(entry, blog_settings),
        "notices": notices,
        "characters": entry.characters,
        "minutes": entry.reading_minutes(blog_settings),
        "excerpt": entry.derived_excerpt,
    }


def entry_notices(
    entry: Entry, *, blog_settings: BlogSettings, user: User | AnonymousUser | None
) -> list[NoticeData]:
    """Render `entry` (setting its derived fields, without saving) and return the notices about it."""
    notices = list(derive(entry, blog_settings=blog_settings).notices)
    if user is not None:
        notices += publication_notices(entry, blog_settings=blog_settings, user=user)
    return notices_data(notices)


def notices_data(notices: list[Notice]) -> list[NoticeData]:
    """Return notices as JSON-serialisable data, in the active language."""
    return [
        {"code": notice.code, "line": notice.line, "message": str(notice.message)}
        for notice in notices
    ]


def markdownify(source: str) -> str:
    """Return the HTML of a preview: django-markdownx's MARKDOWNX_MARKDOWNIFY_FUNCTION."""
    return preview(source)["html"]
