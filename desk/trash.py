"""One place for everything in the trash: what, by whom, until when; back again, or gone for good."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from audit import trail
from audit.enums import Verb
from audit.models import Event
from audit.sentences import actor_name
from blog import publishing, taxonomy
from blog.models import Category, Page, Post, Series, Tag
from comments import moderation, queue
from comments.enums import State
from comments.models import Comment
from core.trashing import TRASH_DAYS, name_of
from images import trashing
from images.models import Image

PAGE_SIZE = 50
THING = re.compile(r"([a-z_]+\.[a-z_]+):([0-9]{1,18})")


@dataclass(frozen=True)
class Bin:
    """The trash of one kind of thing: who sees which rows, and the verbs.

    `rows` are those that a person may take out again; `since` names the column with the moment.
    """

    model: type[Any]
    label: Any
    rows: Callable[[Any], QuerySet[Any]]
    restore: Callable[..., bool]
    delete: Callable[[Any], bool]
    purge: str  # the permission to delete for good
    opens: Callable[[Any], bool]
    since: str = "trashed_at"
    may_restore: Callable[[Any, Any], bool] = lambda user, row: True

    @property
    def key(self) -> str:
        """The label of the model, as addresses and forms name it."""
        return str(self.model._meta.label_lower)


def _of_entries(model: type[Post] | type[Page], label: Any) -> Bin:
    name = model._meta.model_name

    def may_restore(user: Any, entry: Any) -> bool:
        return publishing.may_restore(entry, may_publish=user.has_perm(f"blog.publish_{name}"))

    return Bin(
        model,
        label,
        rows=lambda user: model.objects.editable_by(user).trashed(),
        restore=lambda entry, by: publishing.restore(entry),
        delete=publishing.delete,
        purge=f"blog.delete_{name}",
        opens=lambda user: user.has_perm(f"blog.change_{name}"),
        may_restore=may_restore,
    )


def _of_terms(model: type[Category] | type[Tag] | type[Series], label: Any) -> Bin:
    return Bin(
        model,
        label,
        rows=lambda user: model.everything.trashed(),
        restore=lambda term, by, slug="": taxonomy.restore(term, slug=slug),
        delete=taxonomy.delete,
        purge="blog.purge_term",
        opens=lambda user: user.has_perm(f"blog.delete_{model._meta.model_name}"),
    )


BINS = [
    _of_entries(Post, gettext_lazy("posts")),
    _of_entries(Page, gettext_lazy("pages")),
    Bin(
        Comment,
        gettext_lazy("comments"),
        rows=lambda user: Comment.objects.moderatable_by(user).filter(state=State.REMOVED),
        restore=lambda comment, by: moderation.restore(comment, by=by),
        delete=moderation.delete_removed,
        purge="comments.delete_comment",
        opens=queue.may_open,
        since="removed_at",
    ),
    Bin(
        Image,
        gettext_lazy("images"),
        rows=lambda user: Image.objects.trashed(),
        restore=lambda image, by: trashing.restore(image),
        delete=trashing.delete,
        purge="images.purge_image",
        opens=lambda user: user.has_perm("images.delete_image"),
    ),
    _of_terms(Category, gettext_lazy("categories")),
    _of_terms(Tag, gettext_lazy("tags")),
    _of_terms(Series, gettext_lazy("series")),
]


@dataclass(frozen=True)
class Line:
    """One thing in the trash as it is read."""

    row: Any
    thing: str
    title: str
    who: str
    since: datetime | None
    gone_on: datetime | None
    may_restore: bool


@dataclass(frozen=True)
class Tab:
    """One kind, with how many of it are in the trash."""

    key: str
    label: Any
    count: int
    is_current: bool


def bins_of(user: Any) -> list[Bin]:
    """Return the kinds whose trash `user` has business with."""
    return [bin_ for bin_ in BINS if bin_.opens(user)]


def empty_old() -> int:
    """Delete for good what has been in the trash too long, as the worker does; return how many."""
    verbs = (
        publishing.empty_trash,
        taxonomy.empty_trash,
        trashing.empty_trash,
        moderation.empty_trash,
    )
    return sum(verb() for verb in verbs)


@require_safe
def trash(request: HttpRequest) -> HttpResponse:
    """Show the trash of one kind (`?kind=`; without one, of the first that is not empty)."""
    bins = _bins_or_403(request)
    counts = {bin_.key: bin_.rows(request.user).count() for bin_ in bins}
    asked = request.GET.get("kind", "")
    bin_ = next((b for b in bins if b.key == asked), None) or next(
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
        "lines": _lines(bin_, list(page.object_list), request.user),
        "may_purge": request.user.has_perm(bin_.purge),
        "days": TRASH_DAYS,
    }
    return render(request, "admin/trash/trash.html", context)


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Take things out of the trash; a term whose address is taken asks for another one."""
    chosen = _chosen(request)
    restored, taken = [], []
    for bin_, row in chosen:
        if not bin_.may_restore(request.user, row):
            continue
        try:
            with transaction.atomic():
                if _restored(bin_, row, request, alone=len(chosen) == 1):
                    restored.append(row)
        except ValidationError as error:
            taken.append((row, error))
    if len(chosen) == 1 and taken:
        return _ask_for_address(request, *taken[0])
    _say_restored(request, len(restored), len(chosen), [str(row) for row, _error in taken])
    return _back(request, chosen)


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete things for good, after a page that asks whether this is meant."""
    everything = _all_of(request) if "everything" in request.POST else None
    chosen = everything if everything is not None else _chosen(request)
    if any(not request.user.has_perm(bin_.purge) for bin_, _row in chosen):
        raise PermissionDenied
    if "sure" not in request.POST:
        context = {
            **admin.site.each_context(request),
            "title": _("Delete for good?"),
            "things": [(name_of(row), _title(bin_, row)) for bin_, row in chosen],
            "everything": everything is not None,
            "kind": request.POST.get("kind", ""),
        }
        return render(request, "admin/trash/delete.html", context)
    count = sum(bin_.delete(row) for bin_, row in chosen)
    if everything is not None:
        trail.record(Verb.TRASH_EMPTIED, note=str(count))
    said = ngettext("%(count)d was deleted for good.", "%(count)d were deleted for good.", count)
    messages.success(request, said % {"count": count})
    return _back(request, chosen)


def _bins_or_403(request: HttpRequest) -> list[Bin]:
    bins = bins_of(request.user)
    if not bins:
        raise PermissionDenied
    return bins


def _chosen(request: HttpRequest) -> list[tuple[Bin, Any]]:
    """Return the things that the form names, as far as they are in a trash of this person's."""
    wanted: dict[str, set[int]] = {}
    for thing in request.POST.getlist("thing"):
        if match := THING.fullmatch(thing):
            wanted.setdefault(match[1], set()).add(int(match[2]))
    found = [
        (bin_, row)
        for bin_ in _bins_or_403(request)
        if bin_.key in wanted
        for row in bin_.rows(request.user).filter(id__in=wanted[bin_.key])
    ]
    if not found and wanted:
        raise Http404
    return found


def _all_of(request: HttpRequest) -> list[tuple[Bin, Any]]:
    bins = [bin_ for bin_ in _bins_or_403(request) if bin_.key == request.POST.get("kind")]
    return [(bin_, row) for bin_ in bins for row in bin_.rows(request.user)]


def _restored(bin_: Bin, row: Any, request: HttpRequest, *, alone: bool) -> bool:
    slug = request.POST.get("slug", "").strip() if alone else ""
    if slug and bin_.model in taxonomy.TERM_MODELS:
        return bin_.restore(row, request.user, slug)
    return bin_.restore(row, request.user)


def _ask_for_address(request: HttpRequest, term: Any, error: ValidationError) -> HttpResponse:
    typed = request.POST.get("slug", "")
    context = {
        **admin.site.each_context(request),
        "title": _("Restore “%(title)s” under another address") % {"title": term},
        "thing": name_of(term),
        "term": term,
        "slug": typed or taxonomy.free_address(term),
        "error": error.messages[0] if typed else "",
    }
    return render(request, "admin/trash/address.html", context, status=422 if typed else 200)


def _say_restored(request: HttpRequest, count: int, chosen: int, taken: list[str]) -> None:
    if count:
        said = ngettext("%(count)d was restored.", "%(count)d were restored.", count)
        messages.success(request, said % {"count": count})
    if taken:
        said = _("The address is taken, so restore these one by one: %(titles)s")
        messages.warning(request, said % {"titles": "、".join(taken)})
    elif count < chosen:
        messages.warning(request, _("Some may only be restored by those who may publish."))
    elif not chosen:
        messages.warning(request, _("Nothing was chosen."))


def _back(request: HttpRequest, chosen: Sequence[tuple[Bin, Any]]) -> HttpResponse:
    """Return to the trash of the kind that was shown."""
    kind = chosen[0][0].key if chosen else request.POST.get("kind", "")
    known = {bin_.key for bin_ in BINS}
    query = f"?kind={kind}" if kind in known else ""
    return HttpResponseRedirect(f"{reverse('admin:trash')}{query}")


def _lines(bin_: Bin, rows: Iterable[Any], user: Any) -> list[Line]:
    rows = list(rows)
    who = _who(bin_, rows)
    return [
        Line(
            row,
            name_of(row),
            _title(bin_, row),
            who.get(str(row.pk), ""),
            since := getattr(row, bin_.since),
            since + timedelta(days=TRASH_DAYS) if since else None,
            bin_.may_restore(user, row),
        )
        for row in rows
    ]


def _title(bin_: Bin, row: Any) -> str:
    return str(row) or _("(no title)")


def _who(bin_: Bin, rows: list[Any]) -> dict[str, str]:
    """Return who put each row there, by key, as the log knows it (one query)."""
    verb = Verb.COMMENT_REMOVED if bin_.model is Comment else Verb.TRASHED
    events = Event.objects.about(bin_.key).filter(
        target_pk__in=[str(row.pk) for row in rows], verb=verb
    )
    return {event.target_pk: actor_name(event) for event in events.order_by("moment", "pk")}
