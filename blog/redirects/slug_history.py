"""Slug history: every previous URL of an object redirects to its current one."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from blog.models import Author, Category, Entry, PreviousPath
from blog.models.taxonomy import Term

#: Models whose URLs others link to.
Linked = Entry | Term | Author


def record(target: Model, old_path: str, new_path: str) -> None:
    """Redirect `old_path` to `target`, whose URL is now `new_path` (both percent-encoded).

    No effect if both are equal. A path that is in use again stops redirecting.
    """
    if old_path == new_path:
        return
    PreviousPath.objects.filter(path=unquote(new_path)).delete()
    PreviousPath.objects.update_or_create(
        path=unquote(old_path),
        defaults={
            "content_type": ContentType.objects.get_for_model(target),
            "object_id": target.pk,
        },
    )


@contextmanager
def recording_old_path(target: Linked) -> Iterator[None]:
    """Record the previous URL of `target`, which the block saves; both in one transaction."""
    with transaction.atomic():
        model: Any = type(target)
        stored = model.objects.filter(pk=target.pk).first() if target.pk else None
        old_path = stored.get_absolute_url() if stored else ""
        yield
        new_path = target.get_absolute_url()
        if old_path:
            record(target, old_path, new_path)
        else:
            PreviousPath.objects.filter(path=unquote(new_path)).delete()


def trashed_term(model: type[Model], **lookup: str) -> Term | None:
    """Return the most recently trashed term that matches, or None. Authors have no trash."""
    if not issubclass(model, Term):
        return None
    term: Term | None = model.everything.trashed().filter(**lookup).order_by("-trashed_at").first()
    return term


def current_target(target: Linked | None) -> Linked | None:
    """Return the object to which previous URLs of `target` redirect: for a term, its successor.

    None if `target` is a term in the trash without a successor.
    """
    return target.successor() if isinstance(target, Term) else target


def save_category(category: Category, fields: Collection[str] = ("slug", "parent")) -> None:
    """Save the `fields` of a category and the paths of its subcategories; record the previous URLs.

    A new category is inserted with all columns. All categories are locked, so that concurrent moves
    cannot make a cycle.
    """
    with transaction.atomic():
        rows = Category.everything.select_for_update(no_key=True).order_by("pk")
        tree = {row.pk: row for row in rows}
        if category.parent_id is not None:
            category.parent = tree[category.parent_id]
        _save_subtree(category, None if category._state.adding else fields)


def _save_subtree(category: Category, fields: Collection[str] | None) -> None:
    category.path = category.own_path()
    with recording_old_path(category):
        category.save(update_fields=None if fields is None else [*fields, "path"])
        for child in category.children.all():
            child.parent = category
            _save_subtree(child, ())
