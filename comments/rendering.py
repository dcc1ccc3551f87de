"""Makes what is derived from a comment's source, once, when it is written."""

import re

from comments.models import Comment
from core import markdown
from core.markdown import Profile
from core.site_urls import site_hosts

DERIVED_FIELDS = ["body_html", "size", "language", "renderer_version"]

#: Bytes of what stands around the text of a comment on a page (comments/markup.py), about.
AROUND = 700

_KANA_OR_KANJI = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_LETTERS = re.compile("[A-Za-z]")


def render(text: str) -> str:
    """Return the safe HTML of a comment: Markdown's strict profile, a newline is a new line."""
    return markdown.render(
        text, profile=Profile.COMMENT, hard_breaks=True, site_hosts=site_hosts()
    ).html


def guess_language(text: str) -> str:
    """Return "ja" for text with kana or kanji, "en" for text in Latin letters, else ""."""
    if _KANA_OR_KANJI.search(text):
        return "ja"
    return "en" if _LETTERS.search(text) else ""


def size_of(html: str) -> int:
    """Return how many bytes a comment with this HTML takes on a page, about."""
    return len(html.encode()) + AROUND


def derive(comment: Comment) -> None:
    """Set the derived fields of `comment` (without saving)."""
    comment.body_html = render(comment.comment)
    comment.size = size_of(comment.body_html)
    comment.language = guess_language(comment.comment)
    comment.renderer_version = markdown.RENDERER_VERSION
