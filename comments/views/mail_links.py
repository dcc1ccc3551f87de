"""Views behind the links of mails: GET shows a page with a button, and only POST changes something.

The signed URL is the credential, and no cookie is read. So nothing is done in the name of a signed-in
user, CSRF protection is not needed, and a mail program may POST to unsubscribe (RFC 8058). The URL is
sent to no other site (Referrer-Policy), and the page is not cached.
"""

from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import moderation, moderation_links, reply_notifications
from comments.models import ReplySubscription
from core.http import View
from core.private_views import private


def signed_link_view(view: View) -> View:
    """Show an explanation for an expired or invalid link; send no referrer."""

    @csrf_exempt
    @private
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except signing.SignatureExpired:
            response = _closed(request, is_expired=True)
        except signing.BadSignature:
            response = _closed(request)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@signed_link_view
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a subscription to replies."""
    subscription = reply_notifications.get_by_token(token)
    if subscription is None:
        return _closed(request)
    if request.method == "POST":
        reply_notifications.confirm(subscription)
        subscription.refresh_from_db()
    entry = reply_notifications.entry_of(subscription)
    context = {"subscription": subscription, "entry": entry}
    return render(request, "comments/reply_confirm.html", context)


@signed_link_view
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Unsubscribe from one conversation. A second call shows the same page."""
    subscription = reply_notifications.get_by_key(key)
    if subscription is None or request.method == "POST":
        if subscription is not None:
            reply_notifications.stop(subscription)
        return _stopped(request, subscription)
    context = {
        "entry": reply_notifications.entry_of(subscription),
        "owner_key": reply_notifications.owner_key(subscription),
    }
    return render(request, "comments/reply_stop.html", context)


@signed_link_view
def stop_all(request: HttpRequest, key: str) -> HttpResponse:
    """Unsubscribe from all conversations."""
    reply_notifications.parse_owner_key(key)
    if request.method == "POST":
        reply_notifications.stop_all(key)
        return _stopped(request, None, is_all=True)
    return render(request, "comments/reply_stop_all.html")


@signed_link_view
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to a recipient of the mail about it, and apply their decision."""
    case = moderation_links.get_case(token)
    if case is None:
        return _closed(request, status=403)
    state = case.actions.get(request.POST.get("action", ""))
    if state:  # of two decisions at once, the first one counts
        moderation.set_state(case.comment, state, by=case.user, expected=case.was)
        case.comment.refresh_from_db()
    context = {"case": case, "comment": case.comment, "entry": case.entry}
    return render(request, "comments/decide.html", context)


def _stopped(
    request: HttpRequest, subscription: ReplySubscription | None, *, is_all: bool = False
) -> HttpResponse:
    """Confirm the unsubscription; after one conversation, offer to unsubscribe from all."""
    owner_key = reply_notifications.owner_key(subscription) if subscription else ""
    context = {"is_all": is_all, "owner_key": owner_key}
    return render(request, "comments/reply_stopped.html", context)


def _closed(request: HttpRequest, *, is_expired: bool = False, status: int = 404) -> HttpResponse:
    context = {"is_expired": is_expired, "is_refused": status == 403}
    return render(
        request, "comments/link_closed.html", context, status=410 if is_expired else status
    )
