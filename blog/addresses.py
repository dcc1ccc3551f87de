"""Suggests addresses: ASCII from the title, free, and none that belongs to the site itself."""

from django.utils import timezone

from audit import trail
from audit.enums import Verb
from blog.models import Page, Post, Tag
from core.reserved import reserved_segments
from core.slugs import MAX_LENGTH, normalise, suggest


def suggest_slug(
    model: type[Post] | type[Page], title: str, *, except_pk: int | None = None
) -> str:
    """Return a free slug for an entry called `title`; a title in kanji only gives the date."""
    base = suggest(title, fallback=f"{timezone.localdate():%Y-%m-%d}")
    taken = set(
        model._default_manager.filter(slug__startswith=base)
        .exclude(pk=except_pk)
        .values_list("slug", flat=True)
    )
    if model is Page:
        taken |= reserved_segments()
    return free_slug(base, taken)


def tags_named(names: list[str]) -> list[Tag]:
    """Return the tags with these names, in order; make those that are not there yet.

    Names agree whatever the case of their Latin letters.
    """
    known = {tag.name.casefold(): tag for tag in Tag.objects.all()}
    slugs = {tag.slug for tag in known.values()}
    for name in names:
        if name.casefold() not in known:
            slug = free_slug(normalise(name) or "tag", slugs)
            slugs.add(slug)
            known[name.casefold()] = tag = Tag.objects.create(name=name, slug=slug)
            trail.record(Verb.ADDED, tag)
    return list(dict.fromkeys(known[name.casefold()] for name in names))


def free_slug(base: str, taken: set[str]) -> str:
    """Return `base`, or `base` with the first number that is not taken."""
    slug, number = base, 2
    while slug in taken:
        ending = f"-{number}"
        slug, number = f"{base[: MAX_LENGTH - len(ending)]}{ending}", number + 1
    return slug
