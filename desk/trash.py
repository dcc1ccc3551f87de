"""Admin views of the trash for all models: list, restore, delete permanently."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit import log
from audit.enums import Verb
from audit.messages import actor_name
from audit.models import Event
from blog import publishing, taxonomy
from blog.models import Category, Page, Post, Series, Tag
from blog.publish_permission import may_publish
from comments import deletion, moderation
from comments.enums import State
from comments.models import Comment
from comments.policy import may_open_queue
from core.settings_groups import Text
from core.trash import TRASH_DAYS, name_of
from images import trash as image_trash
from images.models import Image

PAGE_SIZE = 50
#: The value of a checkbox, made by core.trash.name_of: model label and primary key.
ROW_NAME = re.compile(r"([a-z_]+\.[a-z_]+):([0-9]{1,18})")


@dataclass(frozen=True)
class Bin:
    """The trash of one model: permissions, rows, and the functions that restore and delete.

    `rows(user)` are those that the user may restore; `since` is the field with the date of trashing.
    """

    model: type[Any]
    label: Text
    rows: Callable[[Any], QuerySet[Any]]
    restore: Callable[..., bool]
    delete: Callable[[Any], bool]
    purge: str  # the permission to delete permanently
    may_open: Callable[[Any], bool]
    since: str = "trashed_at"
    may_restore: Callable[[Any, Any], bool] = lambda user, row: True

    @property
    def key(self) -> str:
        """The lower-case label of the model, used in URLs and forms."""
        return str(self.model._meta.label_lower)


def _entry_bin(model: type[Post] | type[Page], label: Text) -> Bin:
    name = model._meta.model_name

    def may_restore(user: User, entry: Post | Page) -> bool:
        return publishing.may_restore(entry, may_publish=may_publish(user, model))

    return Bin(
        model,
        label,
        rows=lambda user: model.objects.editable_by(user).trashed(),
        restore=lambda entry, by: publishing.restore(entry),
        delete=publishing.delete,
        purge=f"blog.delete_{name}",
        may_open=lambda user: user.has_perm(f"blog.change_{name}"),
        may_restore=may_restore,
    )


def _term_bin(model: type[Category] | type[Tag] | type[Series], label: Text) -> Bin:
    return Bin(
        model,
        label,
        rows=lambda user: model.everything.trashed(),
        restore=lambda term, by, slug="": taxonomy.restore(term, slug=slug),
        delete=taxonomy.delete,
        purge="blog.purge_term",
        may_open=lambda user: user.has_perm(f"blog.delete_{model._meta.model_name}"),
    )


BINS = [
    _entry_bin(Post, gettext_lazy("posts")),
    _entry_bin(Page, gettext_lazy("pages")),
    Bin(
        Comment,
        gettext_lazy("comments"),
        rows=lambda user: Comment.objects.moderatable_by(user).filter(state=State.REMOVED),
        restore=lambda comment, by: moderation.restore(comment, by=by),
        delete=deletion.delete_removed,
        purge="comments.delete_comment",
        may_open=may_open_queue,
        since="removed_at",
    ),
    Bin(
        Image,
        gettext_lazy("images"),
        rows=lambda user: Image.objects.trashed(),
        restore=lambda image, by: image_trash.restore(image),
        delete=image_trash.delete,
        purge="images.purge_image",
        may_open=lambda user: user.has_perm("images.delete_image"),
    ),
    _term_bin(Category, gettext_lazy("categories")),
    _term_bin(Tag, gettext_lazy("tags")),
    _term_bin(Series, gettext_lazy("series")),
]


@dataclass(frozen=True)
class Item:
    """One row of the list. `name` is the value of its checkbox."""

    row: Model
    name: str
    title: str
    trashed_by: str
    since: datetime | None
    delete_at: datetime | None
    may_restore: bool


@dataclass(frozen=True)
class Tab:
    """A tab of the page: one model with the number of its rows in the trash."""

    key: str
    label: Text
    count: int
    is_current: bool


def bins_for(user: User | AnonymousUser) -> list[Bin]:
    """Return the bins that `user` may open."""
    return [bin_ for bin_ in BINS if bin_.may_open(user)]


def empty_old() -> int:
    """Permanently delete rows trashed more than TRASH_DAYS ago; return how many. Runs in the worker."""
    functions = (
        publishing.empty_trash,
        taxonomy.empty_trash,
        image_trash.empty_trash,
        deletion.empty_trash,
    )
    return sum(empty_trash() for empty_trash in functions)


@require_safe
def trash(request: HttpRequest) -> HttpResponse:
    """Render the trash of one model (`?kind=`; by default the first that is not empty)."""
    bins = _bins_or_403(request)
    counts = {bin_.key: bin_.rows(request.user).count() for bin_ in bins}
    kind = request.GET.get("kind", "")
    bin_ = next((b for b in bins if b.key == kind), None) or next(
        (b for b in bins if counts[b.key]), bins[0]
    )
    rows = bin_.rows(request.user).order_by(f"-{bin_.since}", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Trash"),
        "tabs": [Tab(b.key, b.label, counts[b.key], b is bin_) for b in bins],
        "kind": bin_.key,
        "page": page,
        "items": _items(bin_, list(page.object_list), request.user),
        "may_purge": request.user.has_perm(bin_.purge),
        "days": TRASH_DAYS,
    }
    return render(request, "admin/trash/trash.html", context)


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Restore the selected rows. A single term whose slug is in use gets a form for another slug."""
    selected = _selected(request)
    restored, conflicts = [], []
    for bin_, row in selected:
        if not bin_.may_restore(request.user, row):
            continue
        try:
            with transaction.atomic():
                if _restore_row(bin_, row, request, is_single=len(selected) == 1):
                    restored.append(row)
        except ValidationError as error:
            conflicts.append((row, error))
    if len(selected) == 1 and conflicts:
        return _slug_form(request, *conflicts[0])
    _add_messages(request, len(restored), len(selected), [str(row) for row, _error in conflicts])
    return _redirect_to_list(request, selected)


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Permanently delete the selected rows or, with "everything", a whole bin, after a confirmation."""
    everything = _all_rows(request) if "everything" in request.POST else None
    selected = everything if everything is not None else _selected(request)
    if any(not request.user.has_perm(bin_.purge) for bin_, _row in selected):
        raise PermissionDenied
    if "sure" not in request.POST:
        context = {
            **admin.site.each_context(request),
            "title": _("Delete permanently?"),
            "things": [(name_of(row), _title(row)) for _bin, row in selected],
            "everything": everything is not None,
            "kind": request.POST.get("kind", ""),
        }
        return render(request, "admin/trash/delete.html", context)
    count = sum(bin_.delete(row) for bin_, row in selected)
    if everything is not None:
        log.record(Verb.TRASH_EMPTIED, note=str(count))
    message = ngettext(
        "%(count)d item deleted permanently.", "%(count)d items deleted permanently.", count
    )
    messages.success(request, message % {"count": count})
    return _redirect_to_list(request, selected)


def _bins_or_403(request: HttpRequest) -> list[Bin]:
    bins = bins_for(request.user)
    if not bins:
        raise PermissionDenied
    return bins


def _selected(request: HttpRequest) -> list[tuple[Bin, Model]]:
    """Return the rows that the form names and the user may restore; 404 if it names only others."""
    keys: dict[str, set[int]] = {}
    for name in request.POST.getlist("thing"):
        if match := ROW_NAME.fullmatch(name):
            keys.setdefault(match[1], set()).add(int(match[2]))
    rows = [
        (bin_, row)
        for bin_ in _bins_or_403(request)
        if bin_.key in keys
        for row in bin_.rows(request.user).filter(id__in=keys[bin_.key])
    ]
    if not rows and keys:
        raise Http404
    return rows


def _all_rows(request: HttpRequest) -> list[tuple[Bin, Model]]:
    bins = [bin_ for bin_ in _bins_or_403(request) if bin_.key == request.POST.get("kind")]
    return [(bin_, row) for bin_ in bins for row in bin_.rows(request.user)]


def _restore_row(bin_: Bin, row: Model, request: HttpRequest, *, is_single: bool) -> bool:
    slug = request.POST.get("slug", "").strip() if is_single else ""
    if slug and bin_.model in taxonomy.TERM_MODELS:
        return bin_.restore(row, request.user, slug)
    return bin_.restore(row, request.user)


def _slug_form(request: HttpRequest, term: Any, error: ValidationError) -> HttpResponse:
    typed = request.POST.get("slug", "")
    context = {
        **admin.site.each_context(request),
        "title": _("Restore “%(title)s” under another slug") % {"title": term},
        "thing": name_of(term),
        "term": term,
        "slug": typed or taxonomy.unused_slug(term),
        "error": error.messages[0] if typed else "",
    }
    return render(request, "admin/trash/address.html", context, status=422 if typed else 200)


def _add_messages(request: HttpRequest, count: int, selected: int, conflicts: list[str]) -> None:
    if count:
        message = ngettext("%(count)d item restored.", "%(count)d items restored.", count)
        messages.success(request, message % {"count": count})
    if conflicts:
        message = _("The slug is already in use. Restore these one by one: %(titles)s")
        messages.warning(request, message % {"titles": "、".join(conflicts)})
    elif count < selected:
        messages.warning(
            request,
            _("Some items were not restored. Restoring them requires permission to publish."),
        )
    elif not selected:
        messages.warning(request, _("Nothing was selected."))


def _redirect_to_list(request: HttpRequest, selected: Sequence[tuple[Bin, Model]]) -> HttpResponse:
    kind = selected[0][0].key if selected else request.POST.get("kind", "")
    kinds = {bin_.key for bin_ in BINS}
    query = f"?kind={kind}" if kind in kinds else ""
    return HttpResponseRedirect(f"{reverse('admin:trash')}{query}")


def _items(bin_: Bin, rows: Sequence[Model], user: User | AnonymousUser) -> list[Item]:
    names = _trashed_by(bin_, rows)
    return [
        Item(
            row,
            name_of(row),
            _title(row),
            names.get(str(row.pk), ""),
            since := getattr(row, bin_.since),
            since + timedelta(days=TRASH_DAYS) if since else None,
            bin_.may_restore(user, row),
        )
        for row in rows
    ]


def _title(row: Model) -> str:
    return str(row) or _("(no title)")


def _trashed_by(bin_: Bin, rows: Sequence[Model]) -> dict[str, str]:
    """Return the name of the user who trashed each row, by primary key, from the log (one query)."""
    verb = Verb.COMMENT_REMOVED if bin_.model is Comment else Verb.TRASHED
    events = Event.objects.about(bin_.key).filter(
        target_pk__in=[str(row.pk) for row in rows], verb=verb
    )
    return {event.target_pk: actor_name(event) for event in events.order_by("created_at", "pk")}
