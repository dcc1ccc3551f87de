"""Views of posts and pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog import players
from blog.entry_context import entry_context
from blog.http import BlogRequest
from blog.models import Page, Post
from blog.queries import Nearby
from core.error_pages import gone


@require_safe
def post_detail(request: BlogRequest, slug: str) -> HttpResponse:
    """Show a public post. Raise Http404 if it is not public; 410 if it is in the trash and was public."""
    post = Post.objects.published().for_page().filter(slug=slug).first()
    if post is None:
        return _gone_or_404(request, Post, slug)
    nearby = Nearby.load(post, request.blog_settings)
    context = {"post": post, "nearby": nearby, **entry_context(post, request.blog_settings)}
    response = render(request, "blog/post_detail.html", context)
    return players.allow(response, post, request.blog_settings)


@require_safe
def page_detail(request: BlogRequest, slug: str) -> HttpResponse:
    """Show a public page. Raise Http404 if it is not public; 410 if it is in the trash and was public."""
    page = Page.objects.published().for_page().filter(slug=slug).first()
    if page is None:
        return _gone_or_404(request, Page, slug)
    context = {"page": page, **entry_context(page, request.blog_settings)}
    response = render(request, "blog/page_detail.html", context)
    return players.allow(response, page, request.blog_settings)


def _gone_or_404(request: BlogRequest, model: type[Post] | type[Page], slug: str) -> HttpResponse:
    """Return 410 for an entry in the trash that was public; else raise Http404.

    An entry that is not public gives the same response as one that does not exist.
    """
    entry = model.objects.trashed().filter(slug=slug).first()
    if entry is not None and entry.is_gone:
        return gone(request)
    raise Http404
