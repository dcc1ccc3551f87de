"""Views of the reader's own comments (list, edit, delete), and of likes and reports.

All are private, never cached, and work without a script. The script of a public page requests `state`.
"""

import re

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Entry
from comments import reactions, submission
from comments.forms import EditForm, ReportForm
from comments.identity import Identity, get_or_create_identity, identify, set_guest_cookie
from comments.models import Comment, CommentPolicy, Like
from comments.spam import Facts
from comments.targets import public_or_404, target_of, titles_of
from core.csrf import FORGED, csrf_failed, keeping_csrf
from core.private_views import private

#: Keys in one request to `state`; no page shows more comments.
MOST_KEYS = 600
MOST_LISTED = 200
#: Messages on the list of own comments, by `?done=`.
DONE = {
    "edited": gettext_lazy("Your comment is saved. It is awaiting moderation."),
    "deleted": gettext_lazy("Your comment was deleted."),
}
_KEYS = re.compile(r"[0-9]{1,10}(,[0-9]{1,10})*")


@private
@require_safe
def state(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Return the state of the comments on an entry for this reader, as JSON.

    `?of=1,2,3` names the comments on the page. `own` and `held` are this reader's comments. `likes` are
    the counts of all readers, `liked` the keys that this reader likes. With `?token=1` the response is
    the CSRF token.
    """
    entry, writer = public_or_404(label, pk), identify(request)
    if "token" in request.GET:
        return JsonResponse({"token": get_token(request)})
    of = request.GET.get("of", "")
    keys = [int(key) for key in of.split(",")[:MOST_KEYS]] if _KEYS.fullmatch(of) else []
    shown = Comment.objects.for_entry(entry).approved().filter(id__in=keys)
    own = Comment.objects.for_entry(entry).written_by(writer)
    held = own.waiting().order_by("pk")[:MOST_LISTED]
    liked = Like.objects.filter(reader_key=writer.key, comment__in=shown) if writer.key else []
    return JsonResponse(
        {
            "likes": dict(shown.filter(like_count__gt=0).values_list("pk", "like_count")),
            "liked": [row.comment_id for row in liked],
            "own": {
                comment.pk: render_to_string(
                    "comments/_own.html", _own_context(comment, writer), request
                )
                for comment in own.approved().filter(id__in=keys)
            },
            "held": [
                {
                    "pk": comment.pk,
                    "parent": comment.answers,
                    "html": render_to_string(
                        "comments/_held.html", _own_context(comment, writer), request
                    ),
                }
                for comment in held
            ],
        }
    )


@private
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the reader's own comments, newest first: of the account, else of this browser."""
    writer = identify(request)
    comments = list(Comment.objects.written_by(writer).with_avatars().order_by("-pk")[:MOST_LISTED])
    entries = titles_of(comment.entry_key for comment in comments)
    rows = [
        {**_own_context(comment, writer), "entry": entry}
        for comment in comments
        if (entry := entries.get(comment.entry_key)) and entry.is_published
    ]
    done = DONE.get(request.GET.get("done", ""), "")
    return render(request, "comments/mine.html", {"rows": rows, "done": done})


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@private
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the writer edit a comment, within reactions.EDIT_FOR."""
    comment, entry, writer = _own_or_404(request, pk)
    policy = CommentPolicy.load()
    if request.method != "POST":
        form = EditForm(initial={"comment": comment.comment}, policy=policy)
        status = 200 if reactions.may_edit(writer, comment) else 403
        return _edit_page(request, comment, entry, form, status)
    form = EditForm(request.POST, policy=policy)
    is_valid = form.is_valid()
    if csrf_failed(request):
        form.add_error(None, FORGED)
        return _edit_page(request, comment, entry, form, 403)
    if not reactions.may_edit(writer, comment):
        return _edit_page(request, comment, entry, form, 403)
    if not is_valid:
        return _edit_page(request, comment, entry, form, 422)
    facts = Facts(language=entry.language, is_signed_in=bool(writer.user_id))
    if not submission.edit(comment, text=form.cleaned_data["comment"], facts=facts):
        return _edit_page(request, comment, entry, form, 403)
    if not comment.is_approved:
        return redirect(_own_list_url("edited"))
    return redirect(_comment_url(comment, entry))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    comment, entry, _writer = _own_or_404(request, pk)
    if request.method == "POST":
        submission.delete_own(comment)
        return redirect(_own_list_url("deleted"))
    return render(request, "comments/delete.html", {"comment": comment, "entry": entry})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Like a comment (`likes=1`) or remove the like; the response to the script is JSON."""
    comment, entry = _public_or_404(pk)
    if request.method != "POST":
        writer = identify(request)
        likes = bool(writer.key) and comment.likes.filter(reader_key=writer.key).exists()
        context = {"comment": comment, "entry": entry, "likes": likes}
        return render(request, "comments/like.html", context)
    writer, secret = get_or_create_identity(request)
    likes = request.POST.get("likes") == "1"
    wants_json = request.headers.get("Accept") == "application/json"
    response: HttpResponse
    try:
        count = reactions.like(comment, writer, likes=likes)
    except ValidationError as error:
        context = {"comment": comment, "entry": entry, "likes": not likes, "error": error.message}
        if wants_json:
            return JsonResponse({"error": error.message}, status=429)
        return render(request, "comments/like.html", context, status=429)
    if wants_json:
        response = JsonResponse({"count": count, "likes": likes})
    else:
        response = redirect(_comment_url(comment, entry))
    set_guest_cookie(response, secret)
    return response


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@private
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a comment to the moderators."""
    comment, entry = _public_or_404(pk)
    context = {"comment": comment, "entry": entry, "is_done": "done" in request.GET}
    if request.method != "POST":
        return render(request, "comments/report.html", {**context, "form": ReportForm()})
    form = ReportForm(request.POST)
    context, is_valid = {**context, "form": form}, form.is_valid()
    if csrf_failed(request):
        form.add_error(None, FORGED)
        return render(request, "comments/report.html", context, status=403)
    if not is_valid:
        return render(request, "comments/report.html", context, status=422)
    writer, secret = get_or_create_identity(request)
    try:
        reactions.report(comment, writer, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "comments/report.html", context, status=429)
    response = redirect(f"{request.path}?done")
    set_guest_cookie(response, secret)
    return response


def _own_context(comment: Comment, writer: Identity) -> dict[str, object]:
    """Return the context of the templates of an own comment."""
    return {
        "comment": comment,
        "may_edit": reactions.may_edit(writer, comment),
        "may_delete": reactions.may_delete(comment),
    }


def _edit_page(
    request: HttpRequest, comment: Comment, entry: Entry, form: EditForm, status: int
) -> HttpResponse:
    may_edit = reactions.may_edit(identify(request), comment)
    context = {"comment": comment, "entry": entry, "form": form, "may_edit": may_edit}
    return render(request, "comments/edit.html", context, status=status)


def _own_list_url(done: str) -> str:
    """Return the URL of the list of own comments, with a message of DONE."""
    return f"{reverse('comments:mine')}?done={done}"


def _comment_url(comment: Comment, entry: Entry) -> str:
    """Return the permalink of a public comment, else the comments of the entry, where its writer sees it."""
    if comment.is_approved:
        return comment.get_absolute_url()
    return f"{entry.get_absolute_url()}#comments"


def _own_or_404(request: HttpRequest, pk: int) -> tuple[Comment, Entry, Identity]:
    """Return the reader's own public or waiting comment on a public entry; raise Http404 for any other."""
    writer = identify(request)
    comment = Comment.objects.written_by(writer).with_key(pk).first()
    entry = target_of(comment.entry_key) if comment else None
    if comment is None or entry is None or not entry.is_published:
        raise Http404
    if not reactions.may_delete(comment):
        raise Http404
    return comment, entry, writer


def _public_or_404(pk: int) -> tuple[Comment, Entry]:
    comment = Comment.objects.public().with_key(pk).first()
    entry = target_of(comment.entry_key) if comment else None
    if comment is None or entry is None:
        raise Http404
    return comment, entry
