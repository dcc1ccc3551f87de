"""Remembers where things used to be: every old address of a thing leads to its present one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from blog.models import Category, OldPath


def record(target: Model, old_path: str, new_path: str) -> None:
    """Let `old_path` lead to `target`, whose address is now `new_path` (both as URLs, quoted).

    Nothing happens where both are equal. A path that is in use again stops redirecting.
    """
    if old_path == new_path:
        return
    OldPath.objects.filter(path=unquote(new_path)).delete()
    OldPath.objects.update_or_create(
        path=unquote(old_path),
        defaults={
            "content_type": ContentType.objects.get_for_model(target),
            "object_id": target.pk,
        },
    )


@contextmanager
def remembered(target: Any) -> Iterator[None]:
    """Save `target` inside this block: its former address is kept, in the same transaction."""
    with transaction.atomic():
        stored = type(target).objects.filter(pk=target.pk).first() if target.pk else None
        old_path = stored.get_absolute_url() if stored else ""
        yield
        new_path = target.get_absolute_url()
        if old_path:
            record(target, old_path, new_path)
        else:
            OldPath.objects.filter(path=unquote(new_path)).delete()


def trashed_at(model: type[Any], **address: str) -> Any:
    """Return the term at an address that went into the trash last, or None. Authors have no trash."""
    if not hasattr(model, "everything"):
        return None
    return model.everything.trashed().filter(**address).order_by("-trashed_at").first()


def present(target: Any) -> Any:
    """Return where readers of an old address of `target` belong: the term that took over its posts.

    None where `target` is in the trash and nothing took over.
    """
    return target.successor() if hasattr(target, "successor") else target


def save_category(category: Category) -> None:
    """Save a category and move everything below it along with it, old addresses kept."""
    category.path = category.own_path()
    with remembered(category):
        category.save()
        for child in category.children.all():
            child.parent = category
            save_category(child)
