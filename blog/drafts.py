"""Drafts that the write screen creates by itself, before their author saves for the first time."""

from collections.abc import Mapping

from accounts.models import User
from blog import suggested_slugs
from blog.authorship import sign, signing_author
from blog.models import Page, Post
from blog.slugs import suggest_slug
from core.cleaning import typed_line, unix_line_ends

#: Texts that are stored; tags, category and dates are saved by their author.
TEXTS = ("title", "body", "excerpt", "meta_description")


def create(model: type[Post | Page], content: Mapping[str, str], *, user: User) -> Post | Page:
    """Insert a draft with the texts of `content`, signed by `user`. Long lines are cut, no title is needed."""
    entry = model()
    for name in TEXTS:
        text = unix_line_ends(content.get(name, ""))
        text = text if name == "body" else typed_line(text)
        setattr(entry, name, text[: model._meta.get_field(name).max_length])  # type: ignore[union-attr]
    entry.slug = suggest_slug(model, entry.title)
    suggested_slugs.save(entry)
    sign(entry, [signing_author(user)])
    return entry
