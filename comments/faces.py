"""What stands beside the name of a writer: their picture, else the first letter of the name.

The picture is that of the blog's author with this account, else the one that the account has chosen.
"""

from functools import lru_cache
from typing import Any
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models.portrait import address_of
from images.models import Rendition

TONES = 6  # of letter tiles: .comment-tone-0 and so on in static/css/comments.css

_PICTURE = (
    '<img class="comment-face" src="{}" width="32" height="32" alt="" loading="lazy" '
    'decoding="async">'
)
_TILE = '<span class="comment-face comment-tone-{}{}" aria-hidden="true">{}</span>'


def picture_of(comment: Any) -> str:
    """Return the address of the writer's picture, "" without one; `comment` is read `with_faces()`."""
    if comment.writer_face:
        return Rendition(**comment.writer_face[0]).url
    return address_of(comment.writer_portrait) if comment.writer_portrait else ""


def face_of(comment: Any) -> SafeString:
    """Return picture or letter as HTML; `comment` is read `with_faces()`."""
    if address := picture_of(comment):
        return format_html(_PICTURE, address)
    return _tile(comment.user_name, is_member=comment.user_id is not None)


@lru_cache(maxsize=4096)
def _tile(name: str, *, is_member: bool) -> SafeString:
    """The first letter of a name, in a colour that is the same wherever that name stands.

    It depends on nothing else, so that it tells no more of a guest than the name does.
    """
    tone = crc32(name.encode()) % TONES
    return format_html(_TILE, tone, " comment-member" if is_member else "", name[:1].upper())
