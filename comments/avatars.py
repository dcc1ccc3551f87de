"""Avatars beside comments: the picture of the writer, else a tile with the first letter of the name.

The picture is that of the blog's author with this account, else the avatar of the account.
"""

from functools import lru_cache
from typing import Any, Protocol, cast
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models.avatar import avatar_url
from comments.models import Comment
from images.renditions import Rendition

TONES = 6  # colours of letter tiles: .comment-tone-0 to -5 in static/css/comments.css

_PICTURE = (
    '<img class="comment-face" src="{}" width="32" height="32" alt="" loading="lazy" '
    'decoding="async">'
)
_TILE = '<span class="comment-face comment-tone-{}{}" aria-hidden="true">{}</span>'


class Avatars(Protocol):
    """Annotations of a comment that was read `with_avatars()`."""

    author_avatar: list[dict[str, Any]] | None
    account_avatar: str | None


def writer_avatar_url(comment: Comment) -> str:
    """Return the URL of the writer's picture, "" without one; `comment` is read `with_avatars()`."""
    avatars = cast("Avatars", comment)
    if avatars.author_avatar:
        return Rendition(**avatars.author_avatar[0]).url
    return avatar_url(avatars.account_avatar) if avatars.account_avatar else ""


def avatar_html(comment: Comment) -> SafeString:
    """Return the picture or the tile as HTML; `comment` is read `with_avatars()`."""
    if url := writer_avatar_url(comment):
        return format_html(_PICTURE, url)
    return _tile(comment.user_name, is_member=comment.user_id is not None)


@lru_cache(maxsize=4096)
def _tile(name: str, *, is_member: bool) -> SafeString:
    """Return a tile with the first letter of `name`.

    The colour depends on the name only, so that it reveals no more about a guest than the name does.
    """
    tone = crc32(name.encode()) % TONES
    return format_html(_TILE, tone, " comment-member" if is_member else "", name[:1].upper())
