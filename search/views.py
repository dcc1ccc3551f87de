"""The page of search results."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Post


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show public posts that contain every word of `q`."""
    query = request.GET.get("q", "").strip()[:100]
    posts = Post.objects.published().for_card().newest_first()
    for word in query.split()[:8]:
        posts = posts.filter(Q(title__icontains=word) | Q(body_text__icontains=word))
    if not query:
        posts = posts.none()
    page = Paginator(posts, request.site.posts_per_page).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    return render(request, "search/search.html", {"query": query, "page_obj": page, "posts": page.object_list})
