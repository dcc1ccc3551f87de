"""What the links of mails open: a page that says what its button does. Only the button does it.

The address is the proof, and no cookie is looked at: so nothing can be done in the name of whoever is
signed in, Django's token against that has nothing to protect, and a mail program may press the button
that ends mails (RFC 8058). The address goes to no other page, and the page into no cache.
"""

from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import decisions, moderation, replies
from comments.models import ReplyWish
from core.personal_pages import View, personal


def opened_by_a_link(view: View) -> View:
    """Show the page of a link that ended, or never was, in words; keep its address to itself."""

    @csrf_exempt
    @personal
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except signing.SignatureExpired:
            response = _closed(request, is_expired=True)
        except signing.BadSignature:
            response = _closed(request)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return opened


@opened_by_a_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let the owner of a mailbox say that they want the answers to a comment."""
    wish = replies.find(token)
    if wish is None:
        return _closed(request)
    if request.method == "POST":
        replies.confirm(wish)
        wish.refresh_from_db()
    context = {"wish": wish, "entry": replies.entry_of(wish)}
    return render(request, "comments/reply_confirm.html", context)


@opened_by_a_link
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """End the mails of one conversation. One that has ended already looks the same as one ended now."""
    wish = replies.with_key(key)
    if wish is None or request.method == "POST":
        if wish is not None:
            replies.stop(wish)
        return _stopped(request, wish)
    context = {"entry": replies.entry_of(wish), "owner_key": replies.owner_key(wish)}
    return render(request, "comments/reply_stop.html", context)


@opened_by_a_link
def stop_all(request: HttpRequest, key: str) -> HttpResponse:
    """End the mails about answers, of all conversations."""
    replies.owner_digest(key)
    if request.method == "POST":
        replies.stop_all(key)
        return _stopped(request, None, is_all=True)
    return render(request, "comments/reply_stop_all.html")


@opened_by_a_link
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to a recipient of the mail about it, who approves or rejects it by a button."""
    case = decisions.find(token)
    if case is None:
        return _closed(request, status=403)
    state = case.actions.get(request.POST.get("action", ""))
    if state:  # of two who press at once, the first decides
        moderation.bring_into(case.comment, state, by=case.user, was=case.was)
        case.comment.refresh_from_db()
    context = {"case": case, "comment": case.comment, "entry": case.entry}
    return render(request, "comments/decide.html", context)


def _stopped(request: HttpRequest, wish: ReplyWish | None, *, is_all: bool = False) -> HttpResponse:
    """Say that nothing more comes; after one conversation, offer to end the others too."""
    others = replies.owner_key(wish) if wish else ""
    context = {"is_all": is_all, "owner_key": others}
    return render(request, "comments/reply_stopped.html", context)


def _closed(request: HttpRequest, *, is_expired: bool = False, status: int = 404) -> HttpResponse:
    context = {"is_expired": is_expired, "is_refused": status == 403}
    return render(
        request, "comments/link_closed.html", context, status=410 if is_expired else status
    )
