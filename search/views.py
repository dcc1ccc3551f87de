"""Views of the search: results page, suggestions while typing, search in the admin."""

import re

from django.contrib import admin
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.http import BlogRequest
from blog.models import Post
from blog.navigation.archive_months import YEARS
from search import limits, queries, zero_results
from search.admin_search import admin_results
from search.enums import Order
from search.limits import WINDOW
from search.parsing import Query, parse
from search.queries import Choice, Results

RECENT = 6
SUGGESTED = 6
#: Seconds that a browser may cache suggestions.
SUGGESTIONS_MAX_AGE = 60


@require_safe
def search(request: BlogRequest) -> HttpResponse:
    """Render the public posts that match `q`, or alternatives if there are none; 429 above the limit."""
    if not limits.allows(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(WINDOW)
        return response
    query, choice = parse(request.GET.get("q", "")), _choice(request)
    size = request.blog_settings.posts_per_page
    number = _page_number(request, size)
    results = queries.search(query, choice, page=number, size=size)
    context = {
        "query": query,
        "choice": choice,
        "results": results,
        "number": number,
        "pages": -(-results.total // size),
        "noindex": True,
    }
    if not results.posts:
        context |= _no_results_context(request, query, choice, results)
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: BlogRequest) -> JsonResponse:
    """Return JSON with the titles and URLs of public posts whose titles match `q`."""
    if not limits.allows(request):
        return JsonResponse({"suggestions": []}, status=429, headers={"Retry-After": str(WINDOW)})
    posts = queries.suggestions(parse(request.GET.get("q", "")), SUGGESTED)
    return JsonResponse(
        {"suggestions": [{"title": post.title, "url": post.get_absolute_url()} for post in posts]},
        headers={"Cache-Control": f"public, max-age={SUGGESTIONS_MAX_AGE}"},
    )


@require_safe
def admin_search(request: BlogRequest) -> HttpResponse:
    """Render, in the admin, the objects that match `q` and that the user may see there."""
    query = parse(request.GET.get("q", ""), with_filters=False)
    context = {
        **admin.site.each_context(request),
        "title": _("Search everything"),
        "query": query,
        "groups": admin_results(request.user, query),
    }
    return render(request, "admin/search/everything.html", context)


def _no_results_context(
    request: BlogRequest, query: Query, choice: Choice, results: Results
) -> dict[str, object]:
    """Return recent posts and the nearest title for an empty page; record a search without results."""
    recent = Post.objects.published().for_card().newest_first()[:RECENT]
    if query.is_empty or choice != Choice(choice.order) or results.total:
        return {"recent": recent}
    if query.words and not results.page_slugs and request.method == "GET":
        zero_results.record(query)
    return {"recent": recent, "nearest": queries.nearest_title(query)}


def _choice(request: BlogRequest) -> Choice:
    """Return the order and the facets of the query string; invalid values count as absent."""
    year = request.GET.get("year", "")
    order = request.GET.get("order", "")
    return Choice(
        order=Order(order) if order in Order.values else Order.BEST,
        category=request.GET.get("category", "").replace("\0", "")[:500],
        year=int(year) if re.fullmatch("[0-9]{4}", year) and int(year) in YEARS else 0,
    )


def _page_number(request: BlogRequest, size: int) -> int:
    """Return the page number of the query string, from 1 to the last page; 1 if it is invalid."""
    number = request.GET.get("page", "")
    if not (number.isascii() and number.isdigit()):
        return 1
    return min(max(int(number[:9]), 1), max(queries.MAX_PAGINATED // size, 1))
