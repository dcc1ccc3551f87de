"""Which posts a search finds: those that hold every word, however it is typed."""

import unicodedata
from functools import reduce
from operator import or_

from django.db.models import Q

from blog.models import Post
from blog.querysets import PostQuerySet

MAX_LENGTH = 100
MAX_WORDS = 8
# From "!" to "~", letters have a full-width twin this far away (Unicode, Halfwidth and Fullwidth Forms).
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
COLUMNS = ("title", "body_text")


def clean(query: str) -> str:
    """Return what a reader asked for: at most MAX_LENGTH characters, none of them control characters."""
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in query)
    return " ".join(visible.split())[:MAX_LENGTH].strip()


def words(query: str) -> list[str]:
    """Return the words of a cleaned query, at most MAX_WORDS, each once."""
    return list(dict.fromkeys(query.split()))[:MAX_WORDS]


def matching(query: str) -> PostQuerySet:
    """Return the public posts with every word of `query` in title or text, newest first.

    Nothing is found by an empty query. Case and width of letters do not matter, nor does half-width
    katakana (NFKC).
    """
    asked = words(clean(query))
    posts: PostQuerySet = Post.objects.published().newest_first()
    if not asked:
        return posts.none()
    for word in asked:
        posts = posts.filter(reduce(or_, (_holds(form) for form in forms(word))))
    return posts


def forms(word: str) -> set[str]:
    """Return the ways to write `word` that a text may use.

    Databases ignore the case of ASCII letters only (SQLite), so other letters come in the usual cases.
    """
    plain = unicodedata.normalize("NFKC", word)
    written = {word, plain, plain.translate(_WIDE)}
    return written | {
        cased
        for form in written
        if not form.isascii()
        for cased in (form.lower(), form.upper(), form.capitalize())
    }


def _holds(text: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__icontains": text}) for column in COLUMNS))
