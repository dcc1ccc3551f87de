"""Views of the moderation queue: the page where comments are decided about, and its buttons.

Every button is a form that redirects back to the list. The script (static/js/comments_queue.js) sends
the same forms, asks for JSON, and updates the page in place.
"""

from collections.abc import Callable
from functools import partial

from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from blog.models import Entry
from comments import bans, barring, canned, moderation, moderator_actions, submission
from comments.admin import cards
from comments.admin.forms import NoteForm, ReplyForm, RuleForm
from comments.admin.queue_filter import NUMBER, QueueFilter
from comments.admin.queue_page import (
    done_response,
    form_response,
    own_comments,
    own_or_404,
    render_page,
    require_queue_access,
    user_of,
)
from comments.models import CannedReply, Comment, CommentPolicy, SlowMode
from comments.policy import public_name
from comments.querysets import MODERATE
from comments.targets import target_of
from core.models import SiteSettings

#: Comments in one bulk decision.
MOST_CHOSEN = 200

#: Decisions, by the last part of their URL.
DECISIONS: dict[str, Callable[..., bool]] = {
    "approve": moderation.approve,
    "reject": moderation.reject,
    "spam": moderation.mark_spam,
    "delete": moderation.remove,
    "undo": moderation.undo,
}
#: Other actions on a comment or its conversation, by the last part of their URL.
ACTIONS: dict[str, Callable[..., bool]] = {
    "ask": moderator_actions.ask_opinion,
    "withdraw": moderator_actions.withdraw_opinion,
    "close": moderator_actions.close,
    "reopen": moderator_actions.reopen,
    "pin": moderator_actions.pin,
    "off_topic": moderator_actions.move_off_topic,
    "put_back": moderator_actions.put_back,
    "take_picture": moderator_actions.remove_avatar,
}
ACTION_MESSAGES = {
    "ask": gettext_lazy("The comment is waiting for a second opinion."),
    "withdraw": gettext_lazy("The request for a second opinion was withdrawn."),
    "close": gettext_lazy("The conversation is closed."),
    "reopen": gettext_lazy("The conversation was reopened."),
    "pin": gettext_lazy("The conversation is pinned."),
    "off_topic": gettext_lazy("The conversation was moved to off topic."),
    "put_back": gettext_lazy("The conversation is back in normal order."),
    "take_picture": gettext_lazy("The avatar was removed from all comments by this commenter."),
}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of the queue."""
    require_queue_access(request)
    return render_page(request, QueueFilter.from_query(request.GET))


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Apply one of DECISIONS to one comment."""
    comment = own_or_404(request, pk)
    return _decide(request, [comment], action)


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Apply one of DECISIONS (`action`) to the comments `chosen`; keys of deleted comments are ignored."""
    require_queue_access(request)
    action = request.POST.get("action", "")
    if action not in DECISIONS:
        raise BadRequest(f"No such decision: {action!r}")
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if NUMBER.fullmatch(pk)]
    if action == "undo" and "barred" in request.POST:
        return _undo_bar(request)
    comments = own_comments(request).filter(id__in=chosen[:MOST_CHOSEN]).order_by("pk")
    return _decide(request, list(comments), action)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a comment. A held comment is approved first, so that readers can see the reply."""
    comment = own_or_404(request, pk)
    replies = list(CannedReply.objects.all()) if request.user.has_perm(MODERATE) else []
    entry = target_of(comment.entry_key)
    values = canned.values_for(
        comment, title=entry.title if entry else "", me=public_name(request.user)
    )
    new_form = partial(ReplyForm, canned=replies, values=values, auto_id=f"answer-{pk}-%s")
    form = new_form(request.POST)
    if "insert" in request.POST:
        unsent = new_form(initial=form.with_canned_text())
        return form_response(request, comment, "reply", unsent, status=200)
    if entry is None or not form.is_valid() or not _save_reply(request, comment, entry, form):
        return form_response(request, comment, "reply", form)
    message = _("Your reply to %(name)s has been published.") % {"name": comment.user_name}
    return done_response(request, message, changed=[comment])


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note for the other moderators to the card."""
    comment = own_or_404(request, pk)
    form = NoteForm(request.POST, auto_id=f"note-{pk}-%s")
    if not form.is_valid():
        return form_response(request, comment, "note", form)
    moderator_actions.write_note(comment, form.cleaned_data["text"], by=user_of(request))
    return done_response(request, _("Your note was added."), changed=[comment])


@require_POST
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Create a ban for the writer, network, a word or a domain of a comment; moderators only."""
    comment = own_or_404(request, pk)
    if not request.user.has_perm("comments.add_ban"):
        raise PermissionDenied
    form = RuleForm(request.POST, comment=comment, auto_id=f"rule-{pk}-%s")
    if not form.is_valid():
        return form_response(request, comment, "rule", form)
    data = form.cleaned_data
    bans.impose(
        data["kind"],
        data["value"],
        effect=data["effect"],
        until=bans.Lasting(data["lasting"]).until,
        note=data["note"],
        comment=comment,
        by=user_of(request),
    )
    return done_response(request, _("The rule applies from now on."), changed=[comment])


@require_POST
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """Ban the writer of a comment and mark all their held comments as spam; moderators only."""
    comment = own_or_404(request, pk)
    if not request.user.has_perm("comments.add_ban"):
        raise PermissionDenied
    if not cards.may_be_barred(comment):
        return done_response(request, _("This commenter cannot be blocked."), changed=[comment])
    barred = barring.bar(comment, own=own_comments(request), by=user_of(request))
    message = ngettext(
        "%(name)s is blocked for a month. %(count)d comment was marked as spam.",
        "%(name)s is blocked for a month. %(count)d comments were marked as spam.",
        len(barred.comments),
    ) % {"name": comment.user_name, "count": len(barred.comments)}
    decided = [one.pk for one in barred.comments]
    changed = barred.comments or [comment]
    return done_response(request, message, changed=changed, decided=decided, barred=barred.token)


def _undo_bar(request: HttpRequest) -> HttpResponse:
    try:
        restored = barring.undo(
            request.POST["barred"], own=own_comments(request), by=user_of(request)
        )
    except signing.BadSignature:
        raise BadRequest("No such decision to undo") from None
    return done_response(request, _("The rule and the decisions were undone."), changed=restored)


@require_POST
def run_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Run one of ACTIONS. The action on the writer's account (`take_picture`) is for moderators only."""
    comment = own_or_404(request, pk)
    if action == "take_picture" and not request.user.has_perm(MODERATE):
        raise PermissionDenied
    ACTIONS[action](comment, by=request.user)
    return done_response(request, str(ACTION_MESSAGES[action]), changed=[comment])


@require_POST
def lift_slow_mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift the slow mode of an entry; moderators only."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    moderator_actions.lift_slow_mode(get_object_or_404(SlowMode, pk=pk), by=user_of(request))
    return done_response(request, _("Slow mode is off."))


def _decide(request: HttpRequest, comments: list[Comment], action: str) -> HttpResponse:
    """Decide about each comment in its own transaction, and respond with the result."""
    unchanged = _without_later_decisions(request, comments, action)
    for comment in unchanged:
        DECISIONS[action](comment, by=request.user)
    message = (
        _result_message(unchanged, action) if unchanged else _("Someone else has already decided.")
    )
    decided = [] if action == "undo" else [comment.pk for comment in unchanged]
    return done_response(request, message, changed=comments, decided=decided)


def _without_later_decisions(
    request: HttpRequest, comments: list[Comment], action: str
) -> list[Comment]:
    """Return the comments that the moderator's page still selects.

    A moderator does not overrule a colleague who has decided since the page was loaded.
    """
    if action == "undo" or "back" not in request.POST:
        return comments
    selected = QueueFilter.from_form(request).apply(own_comments(request))
    rows = selected.filter(id__in=[comment.pk for comment in comments])
    keys = set(rows.values_list("pk", flat=True))
    return [comment for comment in comments if comment.pk in keys]


def _result_message(comments: list[Comment], action: str) -> str:
    """Return a sentence with the new state of `comments`."""
    if len(comments) == 1:
        comments[0].refresh_from_db(fields=["state"])
        return _("%(name)s’s comment: %(state)s") % {
            "name": comments[0].user_name,
            "state": comments[0].get_state_display(),
        }
    count = len(comments)
    if action == "undo":
        text = ngettext("%(count)d decision undone.", "%(count)d decisions undone.", count)
        return text % {"count": count}
    text = ngettext("%(count)d comment: %(state)s", "%(count)d comments: %(state)s", count)
    return text % {"count": count, "state": cards.DECISIONS[action][0].label}


def _save_reply(request: HttpRequest, comment: Comment, entry: Entry, form: ReplyForm) -> bool:
    """Approve the comment and submit the reply; return False with an error on the form if that fails."""
    user = user_of(request)
    if comment.level >= CommentPolicy.load().max_level:
        form.add_error("text", _("This comment cannot be replied to."))
        return False
    try:
        with transaction.atomic():
            moderation.approve(comment, by=user)
            submission.submit(
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
