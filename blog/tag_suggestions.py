"""Tags that complete what an author types, with the number of posts that have them."""

from typing import TypedDict

from django.db.models import Count

from blog.models import Tag
from blog.querysets import public_now
from blog.slugs import comparable

LIMIT = 10


class TagSuggestion(TypedDict):
    """A tag and the number of public posts that have it."""

    name: str
    count: int


def tag_suggestions(text: str) -> list[TagSuggestion]:
    """Return the tags whose name contains `text`, in any width and case; one query.

    Those that begin with `text` come first, then the most used ones.
    """
    sought = comparable(text.strip())
    used = Count("posts", filter=public_now(prefix="posts__"), distinct=True)
    found = [
        (not comparable(name).startswith(sought), -count, name)
        for name, count in Tag.objects.annotate(used=used).values_list("name", "used")
        if sought in comparable(name)
    ]
    return [{"name": name, "count": -count} for _rank, count, name in sorted(found)[:LIMIT]]
