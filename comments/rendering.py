"""Rendering of comments: the derived fields are computed once, when a comment is written."""

import re

from comments.models import Comment
from core import markdown
from core.markdown import Profile
from core.site_urls import site_hosts

DERIVED_FIELDS = ["body_html", "size", "language", "renderer_version"]

#: Approximate bytes of the HTML around the text of a comment (comments/thread_html.py).
MARKUP_SIZE = 700

_KANA_OR_KANJI = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_LETTERS = re.compile("[A-Za-z]")


def render(text: str) -> str:
    """Return the safe HTML of a comment: Markdown in the COMMENT profile, with hard line breaks."""
    return markdown.render(
        text, profile=Profile.COMMENT, hard_breaks=True, site_hosts=site_hosts()
    ).html


def guess_language(text: str) -> str:
    """Return "ja" for text with kana or kanji, "en" for text in Latin letters, else ""."""
    if _KANA_OR_KANJI.search(text):
        return "ja"
    return "en" if _LETTERS.search(text) else ""


def size_of(html: str) -> int:
    """Return the approximate bytes of a comment with this HTML on a page."""
    return len(html.encode()) + MARKUP_SIZE


def derive(comment: Comment) -> None:
    """Set the derived fields of `comment` without saving it."""
    comment.body_html = render(comment.comment)
    comment.size = size_of(comment.body_html)
    comment.language = guess_language(comment.comment)
    comment.renderer_version = markdown.RENDERER_VERSION
