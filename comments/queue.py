"""The page in the admin where comments are decided about, and what its buttons do.

Everything is a form of its own and leads back to the list; the script (static/js/comments_queue.js) asks
for the same by JSON and changes the page where it stands.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from blog.models import Entry
from comments import bans, cards, deskwork, moderation
from comments.entries import find, titles_of
from comments.enums import State
from comments.models import CannedReply, Comment, CommentPolicy, SlowMode
from comments.policy import public_name
from comments.querysets import MODERATE, CommentQuerySet, NumberOf
from comments.queue_forms import NoteForm, ReplyForm, RuleForm, SearchForm
from core.models import SiteSettings

PAGE_SIZE = 30
#: Comments that are decided about at once.
MOST_CHOSEN = 200
#: Of a tab with more, it is only said that it has more.
MOST_COUNTED = 1_000
#: Comments that a page of a search looks through: no index knows the words.
SEARCHED = 10_000
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)

VERBS: dict[str, Callable[..., bool]] = {
    "approve": moderation.approve,
    "reject": moderation.reject,
    "spam": moderation.mark_spam,
    "delete": moderation.remove,
    "undo": moderation.undo,
}
DEEDS: dict[str, Callable[..., bool]] = {
    "ask": deskwork.ask_opinion,
    "withdraw": deskwork.withdraw_opinion,
    "close": deskwork.close,
    "reopen": deskwork.reopen,
    "pin": deskwork.pin,
    "off_topic": deskwork.move_off_topic,
    "put_back": deskwork.put_back,
    "take_picture": deskwork.take_picture,
}
DONE = {
    "ask": gettext_lazy("The comment waits for a second opinion."),
    "withdraw": gettext_lazy("The question is taken back."),
    "close": gettext_lazy("The conversation is closed."),
    "reopen": gettext_lazy("The conversation is open again."),
    "pin": gettext_lazy("The conversation is pinned."),
    "off_topic": gettext_lazy("The conversation is off topic."),
    "put_back": gettext_lazy("The conversation is back in its order."),
    "take_picture": gettext_lazy("The picture is gone from all comments of this person."),
}
REPORTED = "reported"
TABS = {
    State.HELD.value: State.HELD.label,
    REPORTED: gettext_lazy("Reported"),
    State.SPAM.value: State.SPAM.label,
    State.APPROVED.value: State.APPROVED.label,
    State.REJECTED.value: State.REJECTED.label,
    State.REMOVED.value: State.REMOVED.label,
}
OLDEST, NEWEST = "oldest", "newest"
#: What waits is decided in the order in which it came; of the rest, the latest is looked for.
WAITING_TABS = (State.HELD, REPORTED)


@dataclass(frozen=True)
class Asked:
    """What the address of the queue asks for; whatever makes no sense there counts as not said."""

    tab: str = State.HELD.value
    order: str = ""
    words: str = ""
    writer: int | None = None  # all by the writer of this comment
    comment: int | None = None  # this one alone
    after: int | None = None  # a page begins behind this one

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Read an address."""
        form = SearchForm(data)
        tab, order = data.get("state", ""), data.get("order", "")
        return cls(
            tab=str(tab) if tab in TABS else State.HELD.value,
            order=str(order) if order in (OLDEST, NEWEST) else "",
            words=form.cleaned_data["q"] if form.is_valid() else "",
            writer=_number(data.get("writer", "")),
            comment=_number(data.get("comment", "")),
            after=_number(data.get("after", "")),
        )

    @property
    def query(self) -> str:
        """Return the query string that asks for the same, without what goes without saying."""
        said = {
            "comment": self.comment,
            "writer": self.writer,
            "q": self.words,
            "state": "" if self.is_elsewhere or self.tab == State.HELD else self.tab,
            "order": self.order,
            "after": self.after,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_elsewhere(self) -> bool:
        """Whether comments in whatever state are asked for: one, those of a writer, those with words."""
        return bool(self.comment or self.writer or self.words)

    @property
    def is_newest_first(self) -> bool:
        """The order that is asked for, else that of the tab."""
        is_waiting = self.tab in WAITING_TABS and not self.is_elsewhere
        return self.order == NEWEST if self.order else not is_waiting

    def narrow(self, own: CommentQuerySet) -> CommentQuerySet:
        """Return those of `own` that are asked for, in no order."""
        return self.scope(own).holding(self.sought)

    @property
    def sought(self) -> str:
        """The words that comments must hold."""
        return "" if self.comment else self.words

    def scope(self, own: CommentQuerySet) -> CommentQuerySet:
        """Return those of `own` that are asked for, whatever words they hold."""
        if self.comment:
            return own.with_key(self.comment)
        if self.writer:
            writer = own.with_key(self.writer).first()
            return own.by_writer_of(writer) if writer else own.none()
        return own if self.words else _in_tab(own, self.tab)


def _in_tab(own: CommentQuerySet, tab: str) -> CommentQuerySet:
    return own.reported() if tab == REPORTED else own.filter(state=tab)


def may_open(user: Any) -> bool:
    """Whether the queue is for `user`: moderators, and those who write or edit posts or pages."""
    return bool(user.is_active and user.is_staff) and any(
        user.has_perm(code) for code in (MODERATE, "blog.change_post", "blog.change_page")
    )


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of the comments that the address asks for."""
    _refuse_outsiders(request)
    return _page(request, Asked.of(request.GET))


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Carry out one of VERBS on one comment."""
    comment = _own_or_404(request, pk)
    return _decided(request, [comment], action)


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Carry out one of VERBS (`action`) on the comments `chosen`; those that are gone are passed over."""
    _refuse_outsiders(request)
    action = request.POST.get("action", "")
    if action not in VERBS:
        raise BadRequest(f"No such decision: {action!r}")
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if NUMBER.fullmatch(pk)]
    found = _own(request).filter(id__in=chosen[:MOST_CHOSEN]).order_by("pk")
    return _decided(request, list(found), action)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment; one that still waits is approved first, for nobody else could see the answer."""
    comment = _own_or_404(request, pk)
    canned = list(CannedReply.objects.all()) if request.user.has_perm(MODERATE) else []
    form = ReplyForm(request.POST, canned=canned, auto_id=f"answer-{pk}-%s")
    if "insert" in request.POST:
        blank = ReplyForm(initial=form.with_canned_text(), canned=canned, auto_id=f"answer-{pk}-%s")
        return _shown_again(request, comment, "reply", blank, status=200)
    entry = find(comment.entry_key)
    if entry is None or not form.is_valid() or not _answered(request, comment, entry, form):
        return _shown_again(request, comment, "reply", form)
    said = _("Your answer to %(name)s is on the page.") % {"name": comment.user_name}
    return _told(request, said, about=[comment])


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a note on the card for the colleagues."""
    comment = _own_or_404(request, pk)
    form = NoteForm(request.POST, auto_id=f"note-{pk}-%s")
    if not form.is_valid():
        return _shown_again(request, comment, "note", form)
    deskwork.write_note(comment, form.cleaned_data["text"], by=_user(request))
    return _told(request, _("Your note is on the card."), about=[comment])


@require_POST
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a rule about the writer, network, a word or a domain of a comment; moderators only."""
    comment = _own_or_404(request, pk)
    if not request.user.has_perm("comments.add_ban"):
        raise PermissionDenied
    form = RuleForm(request.POST, comment=comment, auto_id=f"rule-{pk}-%s")
    if not form.is_valid():
        return _shown_again(request, comment, "rule", form)
    asked = form.cleaned_data
    bans.impose(
        asked["kind"],
        asked["value"],
        effect=asked["effect"],
        until=bans.Lasting(asked["lasting"]).until,
        note=asked["note"],
        comment=comment,
        by=_user(request),
    )
    return _told(request, _("The rule holds from now on."), about=[comment])


@require_POST
def arrange(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Do one of DEEDS. What is about the person, not the conversation, is for moderators only."""
    comment = _own_or_404(request, pk)
    if deed == "take_picture" and not request.user.has_perm(MODERATE):
        raise PermissionDenied
    DEEDS[deed](comment, by=request.user)
    return _told(request, str(DONE[deed]), about=[comment])


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift the slow mode of an entry; moderators only."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    deskwork.lift_slow_mode(get_object_or_404(SlowMode, pk=pk), by=_user(request))
    return _told(request, _("People may write as they like again."))


def _decided(request: HttpRequest, comments: list[Comment], action: str) -> HttpResponse:
    """Decide about each, in a transaction of its own, and tell what became of them."""
    those = _as_seen(request, comments, action)
    for comment in those:
        VERBS[action](comment, by=request.user)
    said = _said(those, action) if those else _("Somebody else has decided meanwhile.")
    decided = [] if action == "undo" else [comment.pk for comment in those]
    return _told(request, said, about=comments, decided=decided)


def _as_seen(request: HttpRequest, comments: list[Comment], action: str) -> list[Comment]:
    """Return those that still stand where the moderator saw them: nobody overrules a colleague unawares."""
    if action == "undo" or "back" not in request.POST:
        return comments
    there = _back(request).narrow(_own(request))
    keys = there.filter(id__in=[comment.pk for comment in comments]).values_list("pk", flat=True)
    seen = set(keys)
    return [comment for comment in comments if comment.pk in seen]


def _said(comments: list[Comment], action: str) -> str:
    """Return in a sentence what became of `comments`."""
    if len(comments) == 1:
        comments[0].refresh_from_db(fields=["state"])
        return _("%(name)s’s comment: %(state)s") % {
            "name": comments[0].user_name,
            "state": comments[0].get_state_display(),
        }
    count = len(comments)
    if action == "undo":
        text = ngettext("%(count)d decision taken back.", "%(count)d decisions taken back.", count)
        return text % {"count": count}
    text = ngettext("%(count)d comment: %(state)s", "%(count)d comments: %(state)s", count)
    return text % {"count": count, "state": cards.DECISIONS[action][0].label}


def _answered(request: HttpRequest, comment: Comment, entry: Entry, form: ReplyForm) -> bool:
    """Approve and answer; False with the reason on the form where it cannot be answered by now."""
    user = _user(request)
    if comment.level >= CommentPolicy.load().max_level:
        form.add_error("text", _("Answers to this comment are not possible."))
        return False
    try:
        with transaction.atomic():
            moderation.approve(comment, by=user)
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


# Answers
def _told(
    request: HttpRequest, said: str, *, about: Sequence[Comment] = (), decided: Sequence[int] = ()
) -> HttpResponse:
    """Tell what was done: the script in facts, everybody else in a line where they were.

    Among the facts are the cards of `about`, as they are now, that still belong on the page. A page that
    was loaded anew offers to undo what was `decided`.
    """
    asked = _back(request)
    if _wants_json(request):
        facts = {"said": said, "counts": _counts(_own(request))}
        return JsonResponse({**facts, "cards": _cards_html(request, about, asked)})
    messages.success(request, said)
    more = urlencode({"decided": decided}, doseq=True) if decided else ""
    query = "&".join(filter(None, [asked.query, more]))
    return redirect(reverse("admin:comments_queue") + (f"?{query}" if query else ""))


def _shown_again(
    request: HttpRequest, comment: Comment, name: str, form: forms.Form, status: int = 422
) -> HttpResponse:
    """Show the card with the form to be mended or gone on with; nothing typed is lost."""
    asked, bound = _back(request), {name: form}
    if _wants_json(request):
        said = " ".join(str(line) for lines in form.errors.values() for line in lines)
        facts = {"said": said, "open": name}
        shown = _cards_html(request, [comment], replace(asked, comment=comment.pk), bound)
        return JsonResponse({**facts, "cards": shown}, status=status)
    return _page(request, replace(asked, comment=comment.pk), bound, status, back=asked)


def _cards_html(
    request: HttpRequest,
    comments: Sequence[Comment],
    asked: Asked,
    bound: dict[str, forms.Form] | None = None,
) -> dict[int, str]:
    """Return the cards of those of `comments` that the address asks for, as they are now, by key."""
    rows = asked.narrow(_own(request)).filter(id__in=[comment.pk for comment in comments])
    found = Comment.objects.filter(pk__in=rows.values("pk")).with_faces()
    shown = list(found.select_related("opinion_asked_by"))
    if not shown:
        return {}
    back = _back(request)
    return {
        card.comment.pk: render_to_string(
            "admin/comments/_card.html",
            {"card": card, "back": back.query, "shows_state": back.is_elsewhere},
            request,
        )
        for card in cards.of(shown, _user(request), bound)
    }


def _page(
    request: HttpRequest,
    asked: Asked,
    bound: dict[str, forms.Form] | None = None,
    status: int = 200,
    back: Asked | None = None,
) -> HttpResponse:
    """Render a page of the queue; `bound` are forms of its only card, `back` where it was opened from."""
    own, user = _own(request), _user(request)
    keys, end = _keys(own, asked)
    known = own.with_faces().select_related("opinion_asked_by")
    rows = known.in_bulk(keys, field_name="id")
    shown = [rows[pk] for pk in keys if pk in rows]
    context = {
        **admin.site.each_context(request),
        "title": _("Moderation queue"),
        "cards": cards.of(shown, user, bound),
        "asked": asked,
        "back": (back or asked).query,
        "more": replace(asked, after=end).query if end else "",
        "is_searching": end is not None and len(keys) < PAGE_SIZE,
        "first": replace(asked, after=None).query,
        "tabs": _tabs(_counts(own), asked),
        "orders": _orders(asked),
        "search": SearchForm({"q": asked.words}),
        "decided": [pk for pk in request.GET.getlist("decided") if NUMBER.fullmatch(pk)],
        "decisions": cards.DECISIONS,
        "slow": _slow_threads(user),
        "moderates": user.has_perm(MODERATE),
    }
    return render(request, "admin/comments/queue.html", context, status=status)


def _keys(own: CommentQuerySet, asked: Asked) -> tuple[list[int], int | None]:
    """Return the keys of a page, and that behind which the next page begins; None where this is the last.

    A page of a search looks through SEARCHED comments. It may be short, and the next one goes on there.
    """
    rows = asked.scope(own).behind(asked.after, newest_first=asked.is_newest_first)
    if asked.sought:
        looked_at = list(rows.keys_with_hits(asked.sought)[: SEARCHED + 1])
        keys = [key for key, is_hit in looked_at[:SEARCHED] if is_hit]
        end = looked_at[SEARCHED - 1][0] if len(looked_at) > SEARCHED else None
    else:
        keys, end = list(rows.values_list("pk", flat=True)[: PAGE_SIZE + 1]), None
    if len(keys) > PAGE_SIZE:
        return keys[:PAGE_SIZE], keys[PAGE_SIZE - 1]
    return keys, end


def _counts(own: CommentQuerySet) -> dict[str, str]:
    """Return how many comments each tab holds, as far as they are counted."""
    numbers = {
        tab: NumberOf(_in_tab(own, tab).order_by().values("pk")[:MOST_COUNTED]) for tab in TABS
    }
    counted = Comment.objects.values(**numbers).first() or dict.fromkeys(TABS, 0)
    return {
        tab: str(number) if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
        for tab, number in counted.items()
    }


def _tabs(counts: dict[str, str], asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "tab": tab,
            "label": label,
            "count": counts[tab],
            "is_current": tab == asked.tab and not asked.is_elsewhere,
        }
        for tab, label in TABS.items()
    ]


def _orders(asked: Asked) -> list[dict[str, Any]]:
    labels = {OLDEST: _("Oldest first"), NEWEST: _("Newest first")}
    return [
        {
            "query": replace(asked, order=order, after=None).query,
            "label": label,
            "is_current": (order == NEWEST) == asked.is_newest_first,
        }
        for order, label in labels.items()
    ]


def _slow_threads(user: User) -> list[tuple[SlowMode, Entry | None]]:
    """Return the entries that are slow now, for those who may lift it."""
    modes = list(SlowMode.objects.in_force()) if user.has_perm(MODERATE) else []
    entries = titles_of(mode.entry_key for mode in modes)
    return [(mode, entries.get(mode.entry_key)) for mode in modes]


# Who asks, and for what
def _user(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]  # the admin lets nobody else in
    return user


def _own(request: HttpRequest) -> CommentQuerySet:
    own: CommentQuerySet = Comment.objects.moderatable_by(request.user)
    return own


def _own_or_404(request: HttpRequest, pk: int) -> Comment:
    _refuse_outsiders(request)
    comment: Comment = get_object_or_404(_own(request).with_key(pk))
    return comment


def _refuse_outsiders(request: HttpRequest) -> None:
    if not may_open(request.user):
        raise PermissionDenied


def _back(request: HttpRequest) -> Asked:
    """Return where the moderator was: only known parameters, never an address from the form."""
    return Asked.of(QueryDict(request.POST.get("back", "")))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None
