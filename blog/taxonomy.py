"""The trash of categories, tags and series: a term that goes takes no post along.

What belonged to it is moved when it goes, and remembered (TermMove), so that restoring brings back
exactly what nobody has put elsewhere since. Readers of its address are led to where its posts went
(Term.successor), or told that it is gone.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from audit.enums import Verb
from blog import moves
from blog.addresses import free_slug
from blog.models import Category, Post, Series, Tag, TermMove
from core.slugs import normalise, validate_slug
from core.trashing import TRASH_DAYS

TERM_MODELS: tuple[type[Category] | type[Tag] | type[Series], ...] = (Category, Tag, Series)


def trash(term: Any, *, to: Any = None) -> bool:
    """Put `term` into the trash, its posts into `to` (a term of the same kind) or into none.

    In order: lock both, move the posts, move the categories below to `to` or one level up, mark the
    term, record. Returns False where it was there already. Raises ValidationError where `to` cannot
    take the posts.
    """
    model = type(term)
    with transaction.atomic():
        locked = _locked(model, term, to)
        stored, target = locked.get(term.pk), locked.get(to.pk) if to else None
        if stored is None or stored.is_trashed:
            return False
        _check_target(stored, target, is_wanted=to is not None)
        _move_posts(stored, target)
        if isinstance(stored, Category):
            _move_children(stored, target or stored.parent)
        stored.trashed_at, stored.moved_to = timezone.now(), target
        stored.save(update_fields=["trashed_at", "moved_to"])
        trail.record(Verb.TRASHED, stored, note=target.name if target else "")
    term.trashed_at, term.moved_to = stored.trashed_at, target
    return True


def restore(term: Any, *, slug: str = "") -> bool:
    """Take `term` out of the trash, with everything that is still where it was moved to.

    `slug` is a new address for it. Returns False where it was not in the trash. Raises
    ValidationError with the code "taken" where another term has its address.
    """
    with transaction.atomic():
        stored = _locked(type(term), term, None).get(term.pk)
        if stored is None or not stored.is_trashed:
            return False
        if slug:
            stored.slug = normalise(slug)
            validate_slug(stored.slug)
        if isinstance(stored, Category):
            if stored.parent and stored.parent.is_trashed:
                stored.parent = None
            stored.path = stored.own_path()
        if is_taken(stored):
            raise ValidationError(_("Another one has this address already."), code="taken")
        rows = TermMove.objects.of(stored)
        target = stored.moved_to
        stored.trashed_at = stored.moved_to = None
        with moves.remembered(stored):
            stored.save()
        _bring_back(stored, target, rows)
        rows.delete()
        trail.record(Verb.RESTORED, stored)
    term.refresh_from_db()
    return True


def delete(term: Any) -> bool:
    """Delete `term` for good, out of the trash only; return whether it was there."""
    model = type(term)
    with transaction.atomic():
        stored = _locked(model, term, None).get(term.pk)
        if stored is None or not stored.is_trashed:
            return False
        TermMove.objects.of(stored).delete()
        if isinstance(stored, Category):  # only what is in the trash itself is still below it
            Category.everything.filter(parent=stored).update(parent=None)
        trail.record(Verb.DELETED, stored)
        stored.delete()
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for more than TRASH_DAYS days; return how many."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(
        delete(term)
        for model in TERM_MODELS
        for term in model.everything.trashed().filter(trashed_at__lt=limit)
    )


def is_taken(term: Any) -> bool:
    """Whether another term, not in the trash, has the address of `term`."""
    address = {"path": term.path} if isinstance(term, Category) else {"slug": term.slug}
    return bool(type(term).objects.exclude(pk=term.pk).filter(**address).exists())


def free_address(term: Any) -> str:
    """Return the slug of `term`, with the first number that makes it free where it is taken."""
    others = type(term).objects.exclude(pk=term.pk)
    if isinstance(term, Category):
        others = others.filter(parent=term.parent)
    return free_slug(term.slug, set(others.values_list("slug", flat=True)))


def _locked(model: type[Any], term: Any, to: Any) -> dict[int, Any]:
    """Return the rows of both terms, locked in one order whoever asks."""
    wanted = [term.pk, *([to.pk] if to else [])]
    rows = model.everything.select_for_update().filter(pk__in=wanted).order_by("pk")
    return {row.pk: row for row in rows}


def _check_target(term: Any, target: Any, *, is_wanted: bool) -> None:
    if not is_wanted:
        return
    if target is None or target.is_trashed or target.pk == term.pk:
        raise ValidationError(_("Its posts cannot go there: choose another."), code="target")
    if isinstance(term, Category) and f"{target.path}/".startswith(f"{term.path}/"):
        raise ValidationError(
            _("Its posts cannot go to a category below it: choose another."), code="target"
        )


def _move_posts(term: Any, target: Any) -> None:
    """Remember the posts of `term` and put them into `target`."""
    if isinstance(term, Tag):
        _move_links(term, target)
        return
    field = "category" if isinstance(term, Category) else "series"
    posts = Post.objects.filter(**{field: term})
    TermMove.objects.bulk_create(
        TermMove.of_post(term, pk, position=position)
        for pk, position in posts.values_list("pk", "series_position")
    )
    changes: dict[str, Any] = {field: target}
    if field == "series":
        changes["series_position"] = None
    posts.update(**changes)


def _move_links(tag: Tag, target: Tag | None) -> None:
    links: Any = Post.tags.through.objects
    posts = set(links.filter(tag=tag).values_list("post", flat=True))
    have_it = set(links.filter(tag=target).values_list("post", flat=True)) if target else set()
    TermMove.objects.bulk_create(
        TermMove.of_post(tag, pk, was_added=target is not None and pk not in have_it)
        for pk in posts
    )
    links.filter(tag=tag).delete()
    if target:
        new = [links.model(post_id=pk, tag_id=target.pk) for pk in posts - have_it]
        links.bulk_create(new, ignore_conflicts=True)


def _move_children(category: Category, parent: Category | None) -> None:
    """Remember the categories right below and put them under `parent`, under a free slug there."""
    for child in category.children.order_by("pk"):
        TermMove.of_child(category, child.pk, parent).save()
        _put_under(child, parent)


def _put_under(child: Category, parent: Category | None) -> None:
    child.parent = parent
    child.slug = free_address(child)
    moves.save_category(child)


def _bring_back(term: Any, target: Any, rows: Any) -> None:
    """Undo the moves of `rows`, each only where nobody has moved the thing again."""
    posts = Post.objects.filter(pk__in=rows.exclude(post=None).values("post"))
    if isinstance(term, Tag):
        _bring_back_links(term, target, rows, posts)
    elif isinstance(term, Series):
        positions = dict(rows.values_list("post", "position"))
        for pk in list(posts.filter(series=target).values_list("pk", flat=True)):
            Post.objects.filter(pk=pk).update(series=term, series_position=positions[pk])
    else:
        posts.filter(category=target).update(category=term)
        for row in rows.exclude(child=None):
            child = Category.objects.filter(pk=row.child_id, parent=row.child_parent_id).first()
            if child is not None:
                _put_under(child, term)


def _bring_back_links(tag: Tag, target: Tag | None, rows: Any, posts: Any) -> None:
    links: Any = Post.tags.through.objects
    if target:
        posts = posts.filter(tags=target)
    pks = list(posts.values_list("pk", flat=True))
    links.bulk_create([links.model(post_id=pk, tag_id=tag.pk) for pk in pks], ignore_conflicts=True)
    if target:
        links.filter(tag=target, post__in=rows.filter(was_added=True).values("post")).delete()
