"""Posts and pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.around import around
from blog.models import Page, Post
from blog.queries import Nearby
from blog.views.errors import gone


@require_safe
def post_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public post; 410 once it is in the trash, 404 for everything else."""
    post = Post.objects.published().for_page().filter(slug=slug).first()
    if post is None:
        return _absent(request, Post, slug)
    nearby = Nearby.load(post, request.site)  # type: ignore[arg-type]
    context = {"post": post, "nearby": nearby, **around(post, request.site)}  # type: ignore[arg-type]
    return render(request, "blog/post_detail.html", context)


@require_safe
def page_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public page; 410 once it is in the trash, 404 for everything else."""
    page = Page.objects.published().for_page().filter(slug=slug).first()
    if page is None:
        return _absent(request, Page, slug)
    context = {"page": page, **around(page, request.site)}  # type: ignore[arg-type]
    return render(request, "blog/page_detail.html", context)


def _absent(request: HttpRequest, model: type[Post] | type[Page], slug: str) -> HttpResponse:
    """Answer for an entry that is not public, alike for one that never was there."""
    entry = model.objects.trashed().filter(slug=slug).first()
    if entry is not None and entry.is_gone:
        return gone(request)
    raise Http404
