"""Public pages of comments: the list of an entry, one thread, the permalink."""

from collections.abc import Mapping

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Entry
from comments import threads
from comments.enums import RootOrder
from comments.models import Comment, CommentPolicy
from comments.policy import comments_open
from comments.targets import public_or_404, target_of
from comments.threads import ThreadPage
from comments.views.fragments import is_fragment
from core.private_views import unlisted


@unlisted
@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to the page that shows a public comment at present."""
    comment, entry = _public_comment_or_404(pk)
    return redirect(threads.comment_url(comment, entry, CommentPolicy.load()))


@unlisted
@require_safe
def comment_list(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show a page of the comments on an entry, for entries with more than one page.

    `?order=` overrides the order of the policy. With `?fragment=1` the response is the list alone, for the
    script that appends pages; the same holds for `thread`.
    """
    entry, policy, number = public_or_404(label, pk), CommentPolicy.load(), _page_number(request)
    order = _order(request, policy)
    try:
        page = threads.get_entry_page(entry, policy, number, order)
    except EmptyPage:
        raise Http404 from None
    context = {
        "title": _("Comments"),
        "order": order or policy.order,
        "earlier": threads.list_url(entry, number - 1, order) if page.has_previous else "",
        "later": threads.list_url(entry, number + 1, order) if page.has_next else "",
    }
    return _render_page(request, entry, policy, page, context)


@unlisted
@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of the conversation with the root `pk`."""
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
        page = threads.get_thread_page(entry, pk, policy, number)
    except EmptyPage:
        raise Http404 from None
    context = {
        "title": _("One conversation"),
        "earlier": threads.thread_url(pk, number - 1) if page.has_previous else "",
        "later": threads.thread_url(pk, number + 1) if page.has_next else "",
    }
    return _render_page(request, entry, policy, page, context)


def _render_page(
    request: HttpRequest,
    entry: Entry,
    policy: CommentPolicy,
    page: ThreadPage,
    context: Mapping[str, object],
) -> HttpResponse:
    """Render a page of comments, or its list alone for the script."""
    shared = {
        "entry": entry,
        "policy": policy,
        "page": page,
        "is_open": comments_open(entry, policy),
    }
    template = "comments/_thread.html" if is_fragment(request) else "comments/list.html"
    return render(request, template, {**shared, **context})


def _public_comment_or_404(pk: int) -> tuple[Comment, Entry]:
    comment = Comment.objects.public().with_key(pk).first()
    entry = target_of(comment.entry_key) if comment else None
    if comment is None or entry is None:
        raise Http404
    return comment, entry


def _order(request: HttpRequest, policy: CommentPolicy) -> str:
    """Return `?order=`, "" for the policy's order and for an invalid value."""
    order = request.GET.get("order", "")
    return order if order in RootOrder and order != policy.order else ""


def _page_number(request: HttpRequest) -> int:
    """Return `?page=` as a number from 1; raise Http404 for anything else."""
    value = request.GET.get("page", "1")
    if not (value.isascii() and value.isdigit() and int(value[:6]) > 0):
        raise Http404
    return int(value[:6])
