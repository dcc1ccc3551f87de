"""Drafts that the write screen creates by itself, before their author saves for the first time."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from accounts.models import User
from blog import publishing
from blog.authorship import sign, signing_author
from blog.models import Page, Post
from blog.slugs import suggest_slug
from core.cleaning import typed_line, unix_line_ends

#: Texts that are stored; tags, category and dates are saved by their author.
TEXTS = ("title", "body", "excerpt", "meta_description")
#: Attempts with another suggested slug if a concurrent request has taken it.
SLUG_ATTEMPTS = 5


def create(model: type[Post | Page], content: Mapping[str, str], *, user: User) -> Post | Page:
    """Insert a draft with the texts of `content`, signed by `user`. Long lines are cut, no title is needed."""
    entry = model()
    for name in TEXTS:
        text = unix_line_ends(content.get(name, ""))
        text = text if name == "body" else typed_line(text)
        setattr(entry, name, text[: model._meta.get_field(name).max_length])  # type: ignore[union-attr]
    for attempt in range(1, SLUG_ATTEMPTS + 1):
        entry.slug = suggest_slug(model, entry.title)
        try:
            with transaction.atomic():
                publishing.save(entry)
                break
        except IntegrityError:
            if attempt == SLUG_ATTEMPTS:
                raise
    sign(entry, [signing_author(user)])
    return entry
