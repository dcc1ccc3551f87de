"""The page of search results."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Post
from search import queries

RECENT = 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the public posts that hold every word of `q`; where there are none, where else to look."""
    query = queries.clean(request.GET.get("q", ""))
    found = queries.matching(query).for_card()
    page_size = request.site.posts_per_page  # type: ignore[attr-defined]
    page = Paginator(found, page_size).get_page(request.GET.get("page"))
    context = {"query": query, "page_obj": page, "posts": page.object_list, "noindex": True}
    if not page.paginator.count:
        context["recent"] = Post.objects.published().for_card().newest_first()[:RECENT]
    return render(request, "search/search.html", context)
