"""Rendering of the moderation queue: the page, and the responses to its forms, in HTML or JSON."""

from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Entry
from comments.admin import cards
from comments.admin.forms import SearchForm
from comments.admin.queue_filter import NUMBER, TABS, QueueFilter, in_tab
from comments.models import Comment, SlowMode
from comments.policy import may_open_queue
from comments.querysets import MODERATE, CommentQuerySet, SubqueryCount
from comments.targets import titles_of

#: A tab with at least so many comments shows "n+" instead of their number.
MOST_COUNTED = 1_000


# Access
def user_of(request: HttpRequest) -> User:
    """Return the signed-in user; the admin has refused everyone else."""
    user: User = request.user  # type: ignore[assignment]
    return user


def require_queue_access(request: HttpRequest) -> None:
    """Raise PermissionDenied unless the user may open the queue."""
    if not may_open_queue(request.user):
        raise PermissionDenied


def own_comments(request: HttpRequest) -> CommentQuerySet:
    """Return the comments that the user may decide about."""
    comments: CommentQuerySet = Comment.objects.moderatable_by(request.user)
    return comments


def own_or_404(request: HttpRequest, pk: int) -> Comment:
    """Return a comment that the user may decide about; raise Http404 for any other."""
    require_queue_access(request)
    comment: Comment = get_object_or_404(own_comments(request).with_key(pk))
    return comment


# Page
def render_page(
    request: HttpRequest,
    queue_filter: QueueFilter,
    bound: dict[str, forms.Form] | None = None,
    status: int = 200,
    back: QueueFilter | None = None,
) -> HttpResponse:
    """Render a page of the queue.

    `bound` holds the sent forms of its only card. `back` is the page that this one was opened from.
    """
    own, user = own_comments(request), user_of(request)
    page = queue_filter.page_keys(own)
    related = own.with_avatars().select_related("opinion_requested_by", "user")
    rows = related.in_bulk(page.keys, field_name="id")
    comments = [rows[pk] for pk in page.keys if pk in rows]
    context = {
        **admin.site.each_context(request),
        "title": _("Moderation queue"),
        "cards": cards.build_cards(comments, user, bound),
        "queue_filter": queue_filter,
        "back": (back or queue_filter).query,
        "more": replace(queue_filter, after=page.end).query if page.end else "",
        "is_searching": page.is_short,
        "first": replace(queue_filter, after=None).query,
        "tabs": queue_filter.tabs(tab_counts(own)),
        "orders": queue_filter.orders(),
        "search": SearchForm({"q": queue_filter.words}),
        "decided": [pk for pk in request.GET.getlist("decided") if NUMBER.fullmatch(pk)],
        "barred": request.GET.get("barred", ""),
        "decisions": cards.DECISIONS,
        "slow": _slow_entries(user),
        "moderates": user.has_perm(MODERATE),
    }
    return render(request, "admin/comments/queue.html", context, status=status)


def tab_counts(comments: CommentQuerySet) -> dict[str, str]:
    """Return the number of comments in each tab, counted up to MOST_COUNTED, in one query."""
    subqueries = {
        tab: SubqueryCount(in_tab(comments, tab).order_by().values("pk")[:MOST_COUNTED])
        for tab in TABS
    }
    counts = Comment.objects.values(**subqueries).first() or dict.fromkeys(TABS, 0)
    return {
        tab: str(number) if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
        for tab, number in counts.items()
    }


def _slow_entries(user: User) -> list[tuple[SlowMode, Entry | None]]:
    """Return the entries in slow mode, for users who may lift it."""
    modes = list(SlowMode.objects.in_force()) if user.has_perm(MODERATE) else []
    entries = titles_of(mode.entry_key for mode in modes)
    return [(mode, entries.get(mode.entry_key)) for mode in modes]


# Responses to forms
def done_response(
    request: HttpRequest,
    message: str,
    *,
    changed: Sequence[Comment] = (),
    decided: Sequence[int] = (),
    barred: str = "",
) -> HttpResponse:
    """Respond to a successful POST: JSON for the script, else a redirect back with a message.

    The JSON holds the current cards of the `changed` comments that still belong on the page. After the
    redirect the page offers to undo what was `decided`. `barred` is the token of barring.undo.
    """
    back = QueueFilter.from_form(request)
    if _wants_json(request):
        data: dict[str, object] = {"said": message, "counts": tab_counts(own_comments(request))}
        if barred:
            data |= {"decided": list(decided), "barred": barred}
        return JsonResponse({**data, "cards": _render_cards(request, changed, back)})
    messages.success(request, message)
    undo: dict[str, list[int] | list[str]] = {
        "decided": list(decided),
        "barred": [barred] if barred else [],
    }
    query = "&".join(filter(None, [back.query, urlencode(undo, doseq=True)]))
    return redirect(reverse("admin:comments_queue") + (f"?{query}" if query else ""))


def form_response(
    request: HttpRequest, comment: Comment, name: str, form: forms.Form, status: int = 422
) -> HttpResponse:
    """Render the card with the bound form `name`, so that the typed text is kept."""
    back, bound = QueueFilter.from_form(request), {name: form}
    only_this = replace(back, comment=comment.pk)
    if _wants_json(request):
        message = " ".join(str(error) for errors in form.errors.values() for error in errors)
        html = _render_cards(request, [comment], only_this, bound)
        return JsonResponse({"said": message, "open": name, "cards": html}, status=status)
    return render_page(request, only_this, bound, status, back=back)


def _render_cards(
    request: HttpRequest,
    comments: Sequence[Comment],
    queue_filter: QueueFilter,
    bound: dict[str, forms.Form] | None = None,
) -> dict[int, str]:
    """Return the HTML of the current cards of the `comments` that the filter selects, by key."""
    rows = queue_filter.apply(own_comments(request)).filter(
        id__in=[comment.pk for comment in comments]
    )
    selected = Comment.objects.filter(pk__in=rows.values("pk")).with_avatars()
    shown = list(selected.select_related("opinion_requested_by", "user"))
    if not shown:
        return {}
    back = QueueFilter.from_form(request)
    return {
        card.comment.pk: render_to_string(
            "admin/comments/_card.html",
            {"card": card, "back": back.query, "shows_state": back.is_any_state},
            request,
        )
        for card in cards.build_cards(shown, user_of(request), bound)
    }


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
