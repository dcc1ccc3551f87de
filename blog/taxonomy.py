"""Trash of categories, tags and series. Their posts are not trashed with them.

Trashing a term moves its posts and subcategories to another term, or to none, and records the moves
(TermMove). Restoring reverts the moves of rows that have not been moved again since. The URL of a
trashed term redirects to the term that took its posts (Term.successor), else it returns 410.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import log
from audit.enums import Verb
from blog.models import Category, Post, Series, Tag, TermMove
from blog.models.taxonomy import Term
from blog.models.term_move import TermMoveQuerySet
from blog.redirects import slug_history
from blog.slugs import free_slug
from core.slugs import normalise, validate_slug
from core.trash import TRASH_DAYS

TERM_MODELS: tuple[type[Category] | type[Tag] | type[Series], ...] = (Category, Tag, Series)


def trash(term: Term, *, to: Term | None = None) -> bool:
    """Move `term` to the trash and its posts to `to` (a term of the same model) or to none.

    In order: lock both, move the posts, move the subcategories to `to` or one level up, mark the
    term, log. Returns False if it was there already. Raises ValidationError if `to` cannot take the
    posts.
    """
    model = type(term)
    with transaction.atomic():
        locked = _locked(model, term, to)
        stored, target = locked.get(term.pk), locked.get(to.pk) if to else None
        if stored is None or stored.is_trashed:
            return False
        if to is not None:
            _check_target(stored, target)
        _move_posts(stored, target)
        if isinstance(stored, Category):
            _move_children(stored, cast("Category | None", target) or stored.parent)
        stored.trashed_at, stored.moved_to = timezone.now(), target
        stored.save(update_fields=["trashed_at", "moved_to"])
        log.record(Verb.TRASHED, stored, note=target.name if target else "")
    term.trashed_at, term.moved_to = stored.trashed_at, target
    return True


def restore(term: Term, *, slug: str = "") -> bool:
    """Restore `term` from the trash and revert the recorded moves.

    `slug` is a new slug for it. Returns False if it was not in the trash. Raises ValidationError
    with the code "taken" if another term uses its slug.
    """
    with transaction.atomic():
        stored = _locked(type(term), term, None).get(term.pk)
        if stored is None or not stored.is_trashed:
            return False
        if slug:
            stored.slug = normalise(slug)
            validate_slug(stored.slug)
        columns = ["parent", "path"] if isinstance(stored, Category) else []
        if isinstance(stored, Category):
            if stored.parent and stored.parent.is_trashed:
                stored.parent = None
            stored.path = stored.own_path()
        if is_taken(stored):
            raise ValidationError(_("This slug is already in use."), code="taken")
        rows = TermMove.objects.of(stored)
        target = stored.moved_to
        stored.trashed_at = stored.moved_to = None
        with slug_history.recording_old_path(stored):
            stored.save(update_fields=[*columns, "slug", "trashed_at", "moved_to"])
        _revert_moves(stored, target, rows)
        rows.delete()
        log.record(Verb.RESTORED, stored)
    term.refresh_from_db()
    return True


def delete(term: Term) -> bool:
    """Permanently delete `term` if it is in the trash; return whether it was."""
    model = type(term)
    with transaction.atomic():
        stored = _locked(model, term, None).get(term.pk)
        if stored is None or not stored.is_trashed:
            return False
        TermMove.objects.of(stored).delete()
        if isinstance(stored, Category):  # its remaining children are in the trash too
            Category.everything.filter(parent=stored).update(parent=None)
        log.record(Verb.DELETED, stored)
        stored.delete()
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Permanently delete terms trashed more than TRASH_DAYS days ago; return the number."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(
        delete(term)
        for model in TERM_MODELS
        for term in model.everything.trashed().filter(trashed_at__lt=limit)
    )


def is_taken(term: Term) -> bool:
    """Whether another term, not in the trash, uses the slug (of a category: the path) of `term`."""
    lookup = {"path": term.path} if isinstance(term, Category) else {"slug": term.slug}
    return bool(type(term).objects.exclude(pk=term.pk).filter(**lookup).exists())


def unused_slug(term: Term) -> str:
    """Return the slug of `term`, with a number if another term uses it."""
    others = type(term).objects.exclude(pk=term.pk)
    if isinstance(term, Category):
        others = others.filter(parent=term.parent)
    return free_slug(term.slug, set(others.values_list("slug", flat=True)))


def _locked(model: type[Term], term: Term, to: Term | None) -> dict[int, Term]:
    """Return the rows of both terms, locked in the order of their keys; for categories all rows."""
    rows = model.everything.select_for_update(no_key=True).order_by("pk")
    if model is not Category:
        rows = rows.filter(pk__in=[term.pk, *([to.pk] if to else [])])
    return {row.pk: row for row in rows}


def _check_target(term: Term, target: Term | None) -> None:
    if target is None or target.is_trashed or target.pk == term.pk:
        raise ValidationError(_("Its posts cannot be moved there. Choose another."), code="target")
    if (
        isinstance(term, Category)
        and isinstance(target, Category)
        and f"{target.path}/".startswith(f"{term.path}/")
    ):
        raise ValidationError(
            _("Its posts cannot be moved to a subcategory. Choose another."), code="target"
        )


def _move_posts(term: Term, target: Term | None) -> None:
    """Move the posts of `term` to `target` and record the moves."""
    if isinstance(term, Tag):
        _move_tagged_posts(term, target)
        return
    if isinstance(term, Category):
        _move_further_posts(term, cast("Category | None", target))
    field = "category" if isinstance(term, Category) else "series"
    posts = Post.objects.filter(**{field: term})
    rows = list(posts.select_for_update().order_by("pk").values_list("pk", "series_position"))
    had_target = _remove_further_target(term, target, [pk for pk, _position in rows])
    TermMove.objects.bulk_create(
        TermMove.of_post(term, pk, position=position, had_target=pk in had_target)
        for pk, position in rows
    )
    changes: dict[str, Term | None] = {field: target}
    if field == "series":
        changes["series_position"] = None
    Post.objects.filter(pk__in=[pk for pk, _position in rows]).update(**changes)


def _move_further_posts(category: Category, target: Category | None) -> None:
    """Move the posts that have `category` as a further one, as those of a tag."""
    links: Any = Post.further_categories.through.objects
    posts = list(links.filter(category=category).order_by("post").values_list("post", flat=True))
    rows = Post.objects.select_for_update().filter(pk__in=posts).order_by("pk")
    mains = dict(rows.values_list("pk", "category"))
    have_target = set(links.filter(category=target).values_list("post", flat=True))
    have_target |= {pk for pk, main in mains.items() if target and main == target.pk}
    new = {pk for pk in posts if pk not in have_target} if target else set()
    TermMove.objects.bulk_create(
        TermMove.of_post(category, pk, was_added=pk in new, is_further=True) for pk in posts
    )
    links.filter(category=category).delete()
    if target:
        links.bulk_create(
            [links.model(post_id=pk, category_id=target.pk) for pk in new], ignore_conflicts=True
        )


def _remove_further_target(term: Term, target: Term | None, posts: list[int]) -> set[int]:
    """Remove `target` from the further categories of posts that get it as main; return their keys."""
    if not isinstance(term, Category) or target is None:
        return set()
    links = Post.further_categories.through.objects.filter(category=target, post__in=posts)
    had_target = set(links.values_list("post", flat=True))
    links.delete()
    return had_target


def _move_tagged_posts(tag: Tag, target: Term | None) -> None:
    tag_rows: Any = Post.tags.through.objects
    posts = set(tag_rows.filter(tag=tag).values_list("post", flat=True))
    have_target = (
        set(tag_rows.filter(tag=target).values_list("post", flat=True)) if target else set()
    )
    TermMove.objects.bulk_create(
        TermMove.of_post(tag, pk, was_added=target is not None and pk not in have_target)
        for pk in posts
    )
    tag_rows.filter(tag=tag).delete()
    if target:
        new = [tag_rows.model(post_id=pk, tag_id=target.pk) for pk in posts - have_target]
        tag_rows.bulk_create(new, ignore_conflicts=True)


def _move_children(category: Category, parent: Category | None) -> None:
    """Move the direct subcategories to `parent`, with an unused slug there, and record the moves."""
    for child in category.children.order_by("pk"):
        TermMove.of_child(category, child.pk, parent).save()
        _set_parent(child, parent)


def _set_parent(child: Category, parent: Category | None) -> None:
    child.parent = parent
    child.slug = unused_slug(child)
    slug_history.save_category(child)


def _revert_moves(term: Term, target: Term | None, rows: TermMoveQuerySet) -> None:
    """Revert the moves `rows`, except those of posts and categories that were moved again since."""
    post_rows = rows.exclude(post=None).filter(is_further=False)
    posts = Post.objects.filter(pk__in=post_rows.values("post"))
    if isinstance(term, Tag):
        _revert_tag_moves(term, cast("Tag | None", target), rows, posts)
    elif isinstance(term, Series):
        positions = dict(post_rows.values_list("post", "position"))
        for pk in list(posts.filter(series=target).values_list("pk", flat=True)):
            Post.objects.filter(pk=pk).update(series=term, series_position=positions[pk])
    else:
        category = cast(Category, term)
        _revert_category_moves(category, cast("Category | None", target), rows, posts)
        for row in rows.exclude(child=None):
            child = Category.objects.filter(pk=row.child_id, parent=row.child_parent_id).first()
            if child is not None:
                _set_parent(child, category)


def _revert_category_moves(
    category: Category,
    target: Category | None,
    rows: TermMoveQuerySet,
    posts: QuerySet[Post],
) -> None:
    """Revert the moves of posts with `category` as main or further one; no post gets it twice."""
    links: Any = Post.further_categories.through.objects
    mains = list(posts.filter(category=target).values_list("pk", flat=True))
    further = Post.objects.filter(pk__in=rows.filter(is_further=True).values("post"))
    if target:
        further = further.filter(Q(further_categories=target) | Q(category=target)).distinct()
    # Read before the main categories change, on which the filter depends.
    back = set(further.values_list("pk", flat=True)) - set(mains)
    links.filter(
        category=target, post__in=rows.filter(is_further=True, was_added=True).values("post")
    ).delete()
    lost = rows.filter(post__in=mains, is_further=False, had_target=True)
    new = [(pk, category) for pk in back]
    new += [(pk, target) for pk in lost.values_list("post", flat=True) if target]
    links.bulk_create(
        [links.model(post_id=pk, category_id=term.pk) for pk, term in new], ignore_conflicts=True
    )
    Post.objects.filter(pk__in=mains).update(category=category)


def _revert_tag_moves(
    tag: Tag, target: Tag | None, rows: TermMoveQuerySet, posts: QuerySet[Post]
) -> None:
    tag_rows: Any = Post.tags.through.objects
    if target:
        posts = posts.filter(tags=target)
    new = [tag_rows.model(post_id=pk, tag_id=tag.pk) for pk in posts.values_list("pk", flat=True)]
    tag_rows.bulk_create(new, ignore_conflicts=True)
    if target:
        tag_rows.filter(tag=target, post__in=rows.filter(was_added=True).values("post")).delete()
