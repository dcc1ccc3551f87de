"""The page in the admin where comments are decided about."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from blog.models import Entry
from comments import moderation
from comments.entries import MODELS, find
from comments.enums import State
from comments.forms import MAX_LENGTH
from comments.models import Comment, CommentPolicy
from comments.policy import public_name
from comments.querysets import MODERATE, CommentQuerySet
from core.guarded_forms import TextField
from core.models import SiteSettings

PAGE_SIZE = 30
NUMBER = re.compile(r"[0-9]{1,20}")

VERBS: dict[str, Callable[..., bool]] = {
    "approve": moderation.approve,
    "reject": moderation.reject,
    "spam": moderation.mark_spam,
    "delete": moderation.remove,
    "undo": moderation.restore,
}
LABELS = {
    "approve": gettext_lazy("Approve"),
    "reject": gettext_lazy("Reject"),
    "spam": gettext_lazy("Spam"),
    "delete": gettext_lazy("Delete"),
}
LEADS_TO = {
    State.APPROVED: "approve",
    State.REJECTED: "reject",
    State.SPAM: "spam",
    State.REMOVED: "delete",
}


class ReplyForm(forms.Form):
    """A moderator's answer, written in the queue."""

    text = TextField(label=gettext_lazy("Your answer"), max_length=MAX_LENGTH)


@dataclass
class Card:
    """One comment with what a moderator needs beside it."""

    comment: Comment
    entry: Entry | None
    parent: Comment | None
    others: int  # comments by the same account, else address, else name
    reply: ReplyForm | None = None
    actions: list[tuple[str, Any]] = field(default_factory=list)


def may_open(user: Any) -> bool:
    """Whether the queue is for `user`: moderators, and those who write or edit posts or pages."""
    return bool(user.is_active and user.is_staff) and any(
        user.has_perm(code) for code in (MODERATE, "blog.change_post", "blog.change_page")
    )


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the comments in one state (`?state=`, waiting ones by default), or one alone (`?comment=`)."""
    _refuse_outsiders(request)
    return _page(request, request.GET)


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Carry out one of VERBS; the script is answered in JSON, everybody else led back to the list."""
    comment = _own_or_404(request, pk)
    VERBS[action](comment, by=request.user)
    comment.refresh_from_db()
    said = _("%(name)s’s comment: %(state)s") % {
        "name": comment.user_name,
        "state": comment.get_state_display(),
    }
    if _wants_json(request):
        return JsonResponse({"state": comment.state, "said": said, "waiting": _waiting(request)})
    messages.success(request, said)
    return redirect(_address(request.POST))


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment; one that still waits is approved first, for nobody else could see the answer."""
    comment = _own_or_404(request, pk)
    form = ReplyForm(request.POST)
    entry = find(comment.entry_key)
    if entry is None or not form.is_valid() or not _answered(request, comment, entry, form):
        return _page(request, request.POST, {pk: form}, status=422)
    said = _("Your answer to %(name)s is on the page.") % {"name": comment.user_name}
    if _wants_json(request):
        comment.refresh_from_db()
        return JsonResponse({"state": comment.state, "said": said, "waiting": _waiting(request)})
    messages.success(request, said)
    return redirect(_address(request.POST))


def _answered(request: HttpRequest, comment: Comment, entry: Entry, form: ReplyForm) -> bool:
    """Approve and answer; False with the reason on the form where the thread is too deep by now."""
    user: User = request.user  # type: ignore[assignment]
    if comment.level >= CommentPolicy.load().max_level:
        form.add_error("text", _("Answers to this comment are not possible."))
        return False
    moderation.approve(comment, by=user)
    try:
        moderation.submit(
            entry=entry,
            text=form.cleaned_data["text"],
            name=public_name(user) or SiteSettings.load().name,
            user=user,
            reply_to=comment.pk,
            request=request,
        )
    except ValidationError as error:
        form.add_error("text", error)
        return False
    return True


def _page(
    request: HttpRequest,
    query: Any,
    replies: dict[int, ReplyForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the queue as `query` (state, comment, page) asks; `replies` are forms to be mended."""
    own = Comment.objects.moderatable_by(request.user)
    policy = CommentPolicy.load()
    state = query.get("state") if query.get("state") in State.values else State.HELD
    asked = query.get("comment", "")
    alone = own.with_key(int(asked)) if NUMBER.fullmatch(asked) else None
    shown = (
        own.filter(state=state).order_by("root" if state == State.HELD else "-pk")
        if alone is None
        else alone
    )
    page = Paginator(shown, PAGE_SIZE).get_page(query.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Moderation queue"),
        "cards": _cards(list(page.object_list), policy, replies or {}),
        "page": page,
        "state": state,
        "alone": asked if alone is not None else "",
        "tabs": _tabs(own, state if alone is None else ""),
    }
    return render(request, "admin/comments/queue.html", context, status=status)


def _tabs(own: CommentQuerySet, current: str) -> list[dict[str, Any]]:
    """Return the states with the number of comments in each."""
    counts = dict(own.order_by().values_list("state").annotate(Count("pk")))
    return [
        {
            "state": value,
            "label": label,
            "count": counts.get(value, 0),
            "is_current": value == current,
        }
        for value, label in State.choices
    ]


def _cards(
    comments: list[Comment], policy: CommentPolicy, replies: dict[int, ReplyForm]
) -> list[Card]:
    """Put beside each comment its entry, parent and what else its writer wrote, in 4 queries for all."""
    entries = _entries(comments)
    parents = Comment.objects.in_bulk([c.parent_id for c in comments if c.is_reply])
    others = _others(comments)
    return [
        Card(
            comment,
            entries.get(comment.entry_key),
            parents.get(comment.answers),
            others[_writer(comment)] - 1,
            _reply_form(comment, policy, replies),
            [(verb, LABELS[verb]) for state, verb in LEADS_TO.items() if state != comment.state],
        )
        for comment in comments
    ]


def _reply_form(
    comment: Comment, policy: CommentPolicy, replies: dict[int, ReplyForm]
) -> ReplyForm | None:
    may_be_answered = (
        comment.state in (State.HELD, State.APPROVED) and comment.level < policy.max_level
    )
    blank = ReplyForm(auto_id=f"answer-{comment.pk}-%s") if may_be_answered else None
    return replies.get(comment.pk, blank)


def _entries(comments: list[Comment]) -> dict[str, Entry]:
    """Return the entries that `comments` stand on, by key; one query for each model."""
    found: dict[str, Entry] = {}
    for label, model in MODELS.items():
        keys = {c.object_pk for c in comments if c.entry_key.startswith(f"{label}:")}
        rows = model.objects.filter(pk__in=keys).defer("body", "body_html", "body_text", "toc")
        found |= {f"{label}:{entry.pk}": entry for entry in rows} if keys else {}
    return found


def _writer(comment: Comment) -> tuple[int | None, str]:
    """Who wrote it, as far as one can tell: the account, else the address, else the name."""
    return (comment.user_id, "" if comment.user_id else comment.user_email or comment.user_name)


def _others(comments: list[Comment]) -> Counter[tuple[int | None, str]]:
    """Count all comments by the writers of `comments`."""
    writers = [_writer(comment) for comment in comments]
    names = [name for _user, name in writers if name]
    rows = Comment.objects.filter(
        Q(user__in=[user for user, _name in writers if user])
        | Q(user=None) & (Q(user_email__in=names) | Q(user_email="", user_name__in=names))
    )
    return Counter(_writer(row) for row in rows.only("user_id", "user_email", "user_name"))


def _own_or_404(request: HttpRequest, pk: int) -> Comment:
    _refuse_outsiders(request)
    comment: Comment = get_object_or_404(Comment.objects.moderatable_by(request.user).with_key(pk))
    return comment


def _refuse_outsiders(request: HttpRequest) -> None:
    if not may_open(request.user):
        raise PermissionDenied


def _waiting(request: HttpRequest) -> int:
    return Comment.objects.moderatable_by(request.user).filter(state=State.HELD).count()


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _address(data: Any) -> str:
    """Return where the moderator was: only known parameters, never an address from the form."""
    query = {"state": data.get("state", ""), "page": data.get("page", "")}
    kept = urlencode({name: value for name, value in query.items() if value})
    return reverse("admin:comments_queue") + (f"?{kept}" if kept else "")
