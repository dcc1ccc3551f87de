"""Views of posts and pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog import players, protection
from blog.entry_context import entry_context
from blog.enums import Status
from blog.http import BlogRequest
from blog.models import Page, Post
from blog.queries import Nearby
from core.error_pages import gone

#: Columns that the form for a password must not show, so they are not read.
LONG_TEXTS = ("body", "body_html", "body_text", "toc", "excerpt", "derived_excerpt")


@require_safe
def post_detail(request: BlogRequest, slug: str) -> HttpResponse:
    """Show a public post, or the form for the password of a protected one.

    Raise Http404 if it is neither; 410 if it is in the trash and was public.
    """
    post = Post.objects.published().for_page().filter(slug=slug).first()
    if post is None:
        return _not_public(request, Post, slug)
    nearby = Nearby.load(post, request.blog_settings)
    context = {"post": post, "nearby": nearby, **entry_context(post, request.blog_settings)}
    response = render(request, "blog/post_detail.html", context)
    return players.allow(response, post, request.blog_settings)


@require_safe
def page_detail(request: BlogRequest, slug: str) -> HttpResponse:
    """Show a public page, or the form for the password of a protected one; else as `post_detail`."""
    page = Page.objects.published().for_page().filter(slug=slug).first()
    if page is None:
        return _not_public(request, Page, slug)
    context = {"page": page, **entry_context(page, request.blog_settings)}
    response = render(request, "blog/page_detail.html", context)
    return players.allow(response, page, request.blog_settings)


def _not_public(request: BlogRequest, model: type[Post] | type[Page], slug: str) -> HttpResponse:
    """Return the form of a protected entry, 410 for one in the trash that was public; else Http404.

    Any other entry that is not public gives the same response as one that does not exist.
    """
    rows = model.objects.filter(status__in=(Status.PROTECTED, Status.TRASHED), slug=slug)
    entry = rows.defer(*LONG_TEXTS).first()
    if entry is not None and entry.is_protected:
        return render(request, "blog/protected_form.html", protection.form_context(entry))
    if entry is not None and entry.is_gone:
        return gone(request)
    raise Http404
