"""Slug suggestions (ASCII, unused, not reserved by the URLconf), and tags by name."""

from collections.abc import Sequence
from unicodedata import normalize

from django.utils import timezone

from audit import log
from audit.enums import Verb
from blog.models import Page, Post, Tag
from core.reserved import reserved_segments
from core.slugs import MAX_LENGTH, normalise, suggest


def suggest_slug(
    model: type[Post] | type[Page], title: str, *, except_pk: int | None = None
) -> str:
    """Return an unused slug for an entry with this title; a title in kanji only gives the date."""
    base = suggest(title, fallback=f"{timezone.localdate():%Y-%m-%d}")
    taken = set(
        model._default_manager.filter(slug__startswith=base)
        .exclude(pk=except_pk)
        .values_list("slug", flat=True)
    )
    if model is Page:
        taken |= reserved_segments()
    return free_slug(base, taken)


def comparable(name: str) -> str:
    """Normalise a name for comparison: ＡＩ, AI and ai are equal, as are ﾃｽﾄ and テスト."""
    return normalize("NFKC", normalize("NFKC", name).casefold())


def tags_named(names: list[str], preferred: Sequence[Tag] = ()) -> list[Tag]:
    """Get or create the tags with these names, in order.

    Names are compared by `comparable`. If several tags match a name, one of `preferred` wins, then
    one with exactly that spelling, then the oldest.
    """
    tags = list(Tag.objects.order_by("pk"))
    slugs = {tag.slug for tag in tags}
    by_name: dict[str, list[Tag]] = {}
    for tag in tags:
        by_name.setdefault(comparable(tag.name), []).append(tag)
    result = []
    for name in names:
        matches = by_name.setdefault(comparable(name), [])
        if not matches:
            slug = free_slug(normalise(name) or "tag", slugs)
            slugs.add(slug)
            matches.append(Tag.objects.create(name=name, slug=slug))
            log.record(Verb.ADDED, matches[0])
        result.append(max(matches, key=lambda tag: (tag in preferred, tag.name == name)))
    return list(dict.fromkeys(result))


def free_slug(base: str, taken: set[str]) -> str:
    """Return `base`, or `base` with the first unused number: "cat", "cat-2", "cat-3" …"""
    slug, number = base, 2
    while slug in taken:
        ending = f"-{number}"
        slug, number = f"{base[: MAX_LENGTH - len(ending)]}{ending}", number + 1
    return slug
