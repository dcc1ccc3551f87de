"""Pages where readers mend and take back their comments, like others', and report them.

All are made for one person and work without a script; the entry's page asks `state` for what is theirs.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Entry
from comments import moderation, readers
from comments.entries import find, public_or_404, titles_of
from comments.forms import EditForm, ReportForm
from comments.models import Comment, CommentPolicy, Like
from comments.spam import Facts
from comments.writers import Writer, give, known, of_request
from core.personal_pages import FORGED, is_forged, keeping_csrf, personal

#: Comments whose likes are told at once: no page shows more.
MOST_ASKED = 600
MOST_LISTED = 200
_KEYS = re.compile(r"[0-9]{1,10}(,[0-9]{1,10})*")


@personal
@require_safe
def state(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Tell the script of an entry's page what is the reader's there, as JSON.

    `?of=1,2,3` names the comments on the page. `own` and `held` are this reader's; the likes are of all
    readers, `liked` says which are this reader's. With `?token=1` the answer is the token to post with.
    """
    entry, writer = public_or_404(label, pk), of_request(request)
    if "token" in request.GET:
        return JsonResponse({"token": get_token(request)})
    asked = request.GET.get("of", "")
    keys = [int(key) for key in asked.split(",")[:MOST_ASKED]] if _KEYS.fullmatch(asked) else []
    shown = Comment.objects.for_entry(entry).approved().filter(id__in=keys)
    own = Comment.objects.for_entry(entry).written_by(writer)
    held = own.waiting().order_by("pk")[:MOST_LISTED]
    liked = Like.objects.filter(reader_key=writer.key, comment__in=shown) if writer.key else []
    return JsonResponse(
        {
            "likes": dict(shown.filter(like_count__gt=0).values_list("pk", "like_count")),
            "liked": [row.comment_id for row in liked],
            "own": {
                comment.pk: render_to_string("comments/_own.html", _own(comment, writer), request)
                for comment in own.approved().filter(id__in=keys)
            },
            "held": [
                {
                    "pk": comment.pk,
                    "parent": comment.answers,
                    "html": render_to_string("comments/_held.html", _own(comment, writer), request),
                }
                for comment in held
            ],
        }
    )


@personal
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the reader's own comments, newest first: those of the account, else of this browser."""
    writer = of_request(request)
    comments = list(Comment.objects.written_by(writer).with_faces().order_by("-pk")[:MOST_LISTED])
    entries = titles_of(comment.entry_key for comment in comments)
    rows = [
        {**_own(comment, writer), "entry": entry}
        for comment in comments
        if (entry := entries.get(comment.entry_key)) and entry.is_published
    ]
    return render(request, "comments/mine.html", {"rows": rows})


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the writer of a comment mend it, for some minutes after it was sent."""
    comment, entry, writer = _own_or_404(request, pk)
    policy = CommentPolicy.load()
    if request.method != "POST":
        form = EditForm(initial={"comment": comment.comment}, policy=policy)
        status = 200 if readers.may_edit(writer, comment) else 403
        return _edit_page(request, comment, entry, form, status)
    form = EditForm(request.POST, policy=policy)
    is_valid = form.is_valid()
    if is_forged(request):
        form.add_error(None, FORGED)
        return _edit_page(request, comment, entry, form, 403)
    if not readers.may_edit(writer, comment):
        return _edit_page(request, comment, entry, form, 403)
    if not is_valid:
        return _edit_page(request, comment, entry, form, 422)
    facts = Facts(language=entry.language, is_signed_in=bool(writer.user_id))
    moderation.edit(comment, text=form.cleaned_data["comment"], facts=facts)
    return redirect(_place_of(comment, entry))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the writer of a comment delete it."""
    comment, entry, _writer = _own_or_404(request, pk)
    if request.method == "POST":
        moderation.take_back(comment)
        return redirect(f"{entry.get_absolute_url()}#comments")
    return render(request, "comments/delete.html", {"comment": comment, "entry": entry})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a reader like a comment (`likes=1`) or like it no more; the script is answered in JSON."""
    comment, entry = _public_or_404(pk)
    if request.method != "POST":
        writer = of_request(request)
        likes = bool(writer.key) and comment.likes.filter(reader_key=writer.key).exists()
        context = {"comment": comment, "entry": entry, "likes": likes}
        return render(request, "comments/like.html", context)
    writer, secret = known(request)
    likes = request.POST.get("likes") == "1"
    wants_json = request.headers.get("Accept") == "application/json"
    response: HttpResponse
    try:
        count = readers.like(comment, writer, likes=likes)
    except ValidationError as error:
        context = {"comment": comment, "entry": entry, "likes": not likes, "error": error.message}
        if wants_json:
            return JsonResponse({"error": error.message}, status=429)
        return render(request, "comments/like.html", context, status=429)
    if wants_json:
        response = JsonResponse({"count": count, "likes": likes})
    else:
        response = redirect(_place_of(comment, entry))
    give(response, secret)
    return response


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reader's word that a comment should not stand there."""
    comment, entry = _public_or_404(pk)
    context = {"comment": comment, "entry": entry, "is_done": "done" in request.GET}
    if request.method != "POST":
        return render(request, "comments/report.html", {**context, "form": ReportForm()})
    form = ReportForm(request.POST)
    context, is_valid = {**context, "form": form}, form.is_valid()
    if is_forged(request):
        form.add_error(None, FORGED)
        return render(request, "comments/report.html", context, status=403)
    if not is_valid:
        return render(request, "comments/report.html", context, status=422)
    writer, secret = known(request)
    try:
        readers.report(comment, writer, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "comments/report.html", context, status=429)
    response = redirect(f"{request.path}?done")
    give(response, secret)
    return response


def _own(comment: Comment, writer: Writer) -> dict[str, Any]:
    """What the templates of one's own comment take."""
    return {
        "comment": comment,
        "may_edit": readers.may_edit(writer, comment),
        "may_delete": readers.may_be_taken_back(comment),
    }


def _edit_page(
    request: HttpRequest, comment: Comment, entry: Entry, form: EditForm, status: int
) -> HttpResponse:
    may_edit = readers.may_edit(of_request(request), comment)
    context = {"comment": comment, "entry": entry, "form": form, "may_edit": may_edit}
    return render(request, "comments/edit.html", context, status=status)


def _place_of(comment: Comment, entry: Entry) -> str:
    """Return where its writer finds it: on the page, or among their own while it waits."""
    if comment.is_approved:
        return comment.get_absolute_url()
    return f"{entry.get_absolute_url()}#comments"


def _own_or_404(request: HttpRequest, pk: int) -> tuple[Comment, Entry, Writer]:
    """Return the reader's own comment that stands or waits on a public entry."""
    writer = of_request(request)
    comment = Comment.objects.written_by(writer).with_key(pk).first()
    entry = find(comment.entry_key) if comment else None
    if comment is None or entry is None or not entry.is_published:
        raise Http404
    if not readers.may_be_taken_back(comment):
        raise Http404
    return comment, entry, writer


def _public_or_404(pk: int) -> tuple[Comment, Entry]:
    comment = Comment.objects.public().with_key(pk).first()
    entry = find(comment.entry_key) if comment else None
    if comment is None or entry is None:
        raise Http404
    return comment, entry
