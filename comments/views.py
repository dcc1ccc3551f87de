"""Pages of the comments. What is read is public; what is written with is made for one person."""

import time
from dataclasses import replace
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Entry
from comments import moderation, readers, replies, spam, threads
from comments.entries import find, label_of, public_or_404
from comments.forms import CommentForm
from comments.models import Comment, CommentPolicy, ReplyWish
from comments.policy import (
    comments_open,
    is_for_members,
    may_moderate,
    may_write,
    must_wait,
    public_name,
)
from comments.rendering import render as render_text
from comments.spam import akismet
from comments.threads import ThreadPage
from comments.writers import Writer, give, known, of_request
from core.personal_pages import FORGED, is_forged, keeping_csrf, personal, unlisted

# How long the page that thanks a writer can be opened again, in seconds.
THANKS_SECONDS = 3600
THANKS_SALT = "comments.posted"


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show the form to comment on an entry or to answer a comment; take, preview or refuse what is sent.

    With `?fragment=1` the answer is the form alone, for the script of the entry's page.
    """
    entry, policy = public_or_404(label, pk), CommentPolicy.load()
    context = {
        "entry": entry,
        "policy": policy,
        "is_open": may_write(request.user, entry, policy),
        "is_for_members": is_for_members(entry, policy),
        "must_wait": must_wait(request.user, entry, policy, of_request(request)),
    }
    if request.method == "POST":
        return _posted(request, entry, context)
    wanted = {"reply_to": request.GET.get("reply_to") or 0}
    blank = CommentForm(entry, user=request.user, policy=policy, initial=wanted)
    if wanted["reply_to"] and blank.parent is None:
        raise Http404
    return _answer(request, "form", {**context, "form": blank})


@personal
@require_safe
def posted(request: HttpRequest) -> HttpResponse:
    """Thank the writer, and show them (by the signed token, for an hour) the comment that waits."""
    try:
        pk = signing.loads(request.GET.get("token", ""), salt=THANKS_SALT, max_age=THANKS_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    comment = Comment.objects.filter(pk=pk).first()
    entry = find(comment.entry_key) if comment else None
    if comment is None or entry is None or not entry.is_published:
        raise Http404
    wish, writer = ReplyWish.objects.filter(comment=comment).first(), of_request(request)
    context = {
        "comment": comment,
        "entry": entry,
        "wish": wish,
        "is_unasked": wish is None and "unasked" in request.GET,
        "may_edit": readers.may_edit(writer, comment),
        "may_delete": readers.owns(writer, comment),
    }
    return _answer(request, "posted", context)


@unlisted
@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page that shows a public comment, wherever that is by now."""
    comment, entry = _public_comment_or_404(pk)
    return redirect(threads.address_of(comment, entry, CommentPolicy.load()))


@unlisted
@require_safe
def comment_list(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show a page of the comments on an entry that has more than one.

    With `?fragment=1` the answer is the list alone, for the script that reads on in place; so it is
    for a conversation.
    """
    entry, policy, number = public_or_404(label, pk), CommentPolicy.load(), _page_number(request)
    try:
        page = threads.of_entry(entry, policy, number)
    except EmptyPage:
        raise Http404 from None
    context = {
        "title": _("Comments"),
        "earlier": threads.list_address(entry, number - 1) if page.has_previous else "",
        "later": threads.list_address(entry, number + 1) if page.has_next else "",
    }
    return _listed(request, entry, policy, page, context)


@unlisted
@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of one conversation, named by the comment that began it."""
    first = Comment.objects.public().filter(root=pk).in_order().first()
    if first is None:
        raise Http404
    label, _colon, entry_pk = first.entry_key.partition(":")
    entry, policy, number = (
        public_or_404(label, int(entry_pk)),
        CommentPolicy.load(),
        _page_number(request),
    )
    try:
        page = threads.of_root(entry, pk, policy, number)
    except EmptyPage:
        raise Http404 from None
    context = {
        "title": _("One conversation"),
        "earlier": threads.thread_address(pk, number - 1) if page.has_previous else "",
        "later": threads.thread_address(pk, number + 1) if page.has_next else "",
    }
    return _listed(request, entry, policy, page, context)


def _listed(
    request: HttpRequest,
    entry: Entry,
    policy: CommentPolicy,
    page: ThreadPage,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a page of comments outside the page of its entry, or the part that is appended to one."""
    facts = {
        "entry": entry,
        "policy": policy,
        "page": page,
        "is_open": comments_open(entry, policy),
    }
    template = "comments/_thread.html" if _is_fragment(request) else "comments/list.html"
    return render(request, template, {**facts, **context})


def _posted(request: HttpRequest, entry: Entry, context: dict[str, Any]) -> HttpResponse:
    """Take a form that was sent: back with the text kept, or on to the page that thanks."""
    sent = CommentForm(entry, request.POST, user=request.user, policy=context["policy"])
    context, is_valid = {**context, "form": sent}, sent.is_valid()
    if is_forged(request):
        sent.add_error(None, FORGED)
        return _answer(request, "form", context, status=403)
    if "preview" in request.POST:
        return _answer(request, "form", {**context, "is_preview": True, "preview": _preview(sent)})
    if not is_valid:
        return _answer(request, "form", context, status=422)
    writer, secret = known(request)
    try:
        comment = _submit(request, entry, sent, writer)
    except ValidationError as error:
        sent.add_error(None, error)
        return _answer(request, "form", context, status=429 if error.code == "flood" else 422)
    wants_answers = sent.cleaned_data.get("answers")
    is_unasked = wants_answers and not ReplyWish.objects.filter(comment=comment).exists()
    response = redirect(_thanks_address(request, comment, is_unasked=bool(is_unasked)))
    if comment.writer_key == writer.writer_key:  # else it is the same comment, sent twice at once
        give(response, secret)
    return response


def _submit(request: HttpRequest, entry: Entry, sent: CommentForm, writer: Writer) -> Comment:
    """Write the comment of a valid form. The entry's own people have no limits."""
    if may_moderate(request.user, entry):
        writer = replace(writer, network="")
    user = request.user if request.user.is_authenticated else None
    comment = moderation.submit(
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
        replies.wish(
            comment,
            address=sent.cleaned_data.get("email", ""),
            user=user,
            language=get_language() or entry.language,
            network=writer.network,
        )
    return comment


def _preview(sent: CommentForm) -> str:
    """Return the HTML of a text that is not sent yet, "" where it cannot be a comment.

    What else is missing may still come before it is sent, so nothing is said about it.
    """
    for name in ("name", "email"):
        sent.errors.pop(name, None)
    return render_text(sent.cleaned_data["comment"]) if "comment" not in sent.errors else ""


def _thanks_address(request: HttpRequest, comment: Comment, *, is_unasked: bool) -> str:
    """Return the page of thanks; `is_unasked`: answers were wanted, and no mail could be sent to ask."""
    query = {"token": signing.dumps(comment.pk, salt=THANKS_SALT)}
    if is_unasked:
        query["unasked"] = "1"
    if _is_fragment(request):
        query["fragment"] = "1"
    return f"{reverse('comments:posted')}?{urlencode(query)}"


def _answer(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page, or where the script asks the part of it that changes."""
    entry = context["entry"]
    is_fragment = _is_fragment(request)
    facts = {"label": label_of(entry), "public_name": public_name(request.user)}
    context = {**context, **facts, "is_fragment": is_fragment}
    template = f"comments/_{name}.html" if is_fragment else f"comments/{name}.html"
    return render(request, template, context, status=status)


def _is_fragment(request: HttpRequest) -> bool:
    return request.GET.get("fragment") == "1"


def _public_comment_or_404(pk: int) -> tuple[Comment, Entry]:
    comment = Comment.objects.public().with_key(pk).first()
    entry = find(comment.entry_key) if comment else None
    if comment is None or entry is None:
        raise Http404
    return comment, entry


def _page_number(request: HttpRequest) -> int:
    """Return `?page=` as a number from 1; raise Http404 for anything else."""
    value = request.GET.get("page", "1")
    if not (value.isascii() and value.isdigit() and int(value[:6]) > 0):
        raise Http404
    return int(value[:6])
