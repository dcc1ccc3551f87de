"""The form to comment or to reply, and the page after it. Both are private, never cached."""

import time
from collections.abc import Mapping
from dataclasses import replace

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Entry
from comments import reactions, reply_notifications, spam, submission
from comments.forms import CommentForm
from comments.identity import Identity, get_or_create_identity, identify, set_guest_cookie
from comments.models import Comment, CommentPolicy, ReplySubscription
from comments.policy import (
    is_for_members,
    may_moderate,
    may_write,
    must_wait,
    public_name,
)
from comments.rendering import render as render_text
from comments.spam import akismet
from comments.targets import label_of, public_or_404, target_of
from comments.views.fragments import is_fragment
from core.csrf import FORGED, csrf_failed, keeping_csrf
from core.kept_texts import OUTAGES, UNAVAILABLE, keeping_text, retry_later
from core.private_views import private

# Lifetime of the token of the thanks page, in seconds.
THANKS_SECONDS = 3600
THANKS_SALT = "comments.posted"


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@private
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_text("comment")
def form(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show the form to comment on an entry or to reply to a comment; on POST, preview or submit it.

    With `?fragment=1` the response is the form alone, for the script of the entry's page.
    """
    entry, policy = public_or_404(label, pk), CommentPolicy.load()
    context = {
        "policy": policy,
        "is_open": may_write(request.user, entry, policy),
        "is_for_members": is_for_members(entry, policy),
        "must_wait": must_wait(request.user, entry, policy, identify(request)),
    }
    if request.method == "POST":
        return _handle_post(request, entry, policy, context)
    initial = {"reply_to": request.GET.get("reply_to") or 0}
    empty_form = CommentForm(entry, user=request.user, policy=policy, initial=initial)
    if initial["reply_to"] and empty_form.parent is None:
        raise Http404
    return _render(request, "form", entry, {**context, "form": empty_form})


@private
@require_safe
def posted(request: HttpRequest) -> HttpResponse:
    """Show the thanks page for a signed token, for an hour.

    The held text and the address for replies are shown to the writer of the comment only.
    """
    try:
        pk = signing.loads(request.GET.get("token", ""), salt=THANKS_SALT, max_age=THANKS_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    comment = Comment.objects.filter(pk=pk).first()
    entry = target_of(comment.entry_key) if comment else None
    if comment is None or entry is None or not entry.is_published:
        raise Http404
    subscription = ReplySubscription.objects.filter(comment=comment).first()
    writer = identify(request)
    context = {
        "comment": comment,
        "subscription": subscription,
        "is_unasked": subscription is None and "unasked" in request.GET,
        "is_own": reactions.owns(writer, comment),
        "may_edit": reactions.may_edit(writer, comment),
        "may_delete": reactions.owns(writer, comment),
    }
    return _render(request, "posted", entry, context)


def _handle_post(
    request: HttpRequest, entry: Entry, policy: CommentPolicy, context: Mapping[str, object]
) -> HttpResponse:
    """Submit the form: redirect to the thanks page, or render it again with the text and the errors."""
    sent = CommentForm(entry, request.POST, user=request.user, policy=policy)
    context, is_valid = {**context, "form": sent}, sent.is_valid()
    if csrf_failed(request):
        sent.add_error(None, FORGED)
        return _render(request, "form", entry, context, status=403)
    # Only the submit button sends `post`; anything else shows a preview.
    if "preview" in request.POST or not request.POST.get("post"):
        return _render(
            request, "form", entry, {**context, "is_preview": True, "preview": _preview(sent)}
        )
    if not is_valid:
        return _render(request, "form", entry, context, status=422)
    writer, secret = get_or_create_identity(request)
    try:
        comment = _submit(request, entry, sent, writer)
    except ValidationError as error:
        sent.add_error(None, error)
        return _render(
            request, "form", entry, context, status=429 if error.code == "flood" else 422
        )
    except OUTAGES:
        sent.add_error(None, UNAVAILABLE)
        return retry_later(_render(request, "form", entry, context, status=503))
    wants_replies = sent.cleaned_data.get("answers")
    is_unasked = wants_replies and not ReplySubscription.objects.filter(comment=comment).exists()
    response = redirect(_thanks_url(request, comment, is_unasked=bool(is_unasked)))
    if comment.writer_key == writer.writer_key:  # else it is a duplicate of a concurrent request
        set_guest_cookie(response, secret)
    return response


def _submit(request: HttpRequest, entry: Entry, sent: CommentForm, writer: Identity) -> Comment:
    """Submit the comment of a valid form. Moderators of the entry have no limits."""
    if may_moderate(request.user, entry):
        writer = replace(writer, network="")
    user = request.user if request.user.is_authenticated else None
    comment = submission.submit(
        entry=entry,
        text=sent.cleaned_data["comment"],
        name=sent.signed_name,
        email=sent.cleaned_data.get("email", ""),
        user=user,
        reply_to=sent.cleaned_data["reply_to"],
        writer=writer,
        facts=spam.Facts(
            language=entry.language,
            seconds=time.time() - sent.cleaned_data["timestamp"],
            is_signed_in=user is not None,
        ),
        request=request,
    )
    akismet.ask_later(comment, writer.network)
    if sent.cleaned_data.get("answers"):
        reply_notifications.subscribe(
            comment,
            address=sent.cleaned_data.get("email", ""),
            user=user,
            language=get_language() or entry.language,
            network=writer.network,
        )
    return comment


def _preview(sent: CommentForm) -> str:
    """Return the HTML of the preview, "" for an invalid text.

    Errors of name and address are removed: they may be filled in after the preview.
    """
    for name in ("name", "email"):
        sent.errors.pop(name, None)
    return render_text(sent.cleaned_data["comment"]) if "comment" not in sent.errors else ""


def _thanks_url(request: HttpRequest, comment: Comment, *, is_unasked: bool) -> str:
    """Return the URL of the thanks page; `is_unasked`: no confirmation mail could be sent for replies."""
    query = {"token": signing.dumps(comment.pk, salt=THANKS_SALT)}
    if is_unasked:
        query["unasked"] = "1"
    if is_fragment(request):
        query["fragment"] = "1"
    return f"{reverse('comments:posted')}?{urlencode(query)}"


def _render(
    request: HttpRequest,
    name: str,
    entry: Entry,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Render a page, or its fragment for the script."""
    is_part = is_fragment(request)
    shared = {
        "entry": entry,
        "label": label_of(entry),
        "public_name": public_name(request.user),
        "is_fragment": is_part,
    }
    template = f"comments/_{name}.html" if is_part else f"comments/{name}.html"
    return render(request, template, {**context, **shared}, status=status)
