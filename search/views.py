"""The page of search results, and suggestions while typing."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Post
from search import limits, misses, queries
from search.enums import Order
from search.everything import groups
from search.limits import WINDOW
from search.parsing import Query, parse
from search.queries import Choice, Results

RECENT = 6
SUGGESTED = 6
#: How long an answer to a keystroke may be kept, in seconds.
KEPT = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the public posts that `q` finds; where there are none, where else to look."""
    if not limits.allows(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(WINDOW)
        return response
    query, choice = parse(request.GET.get("q", "")), _choice(request)
    size = int(request.site.posts_per_page)  # type: ignore[attr-defined]
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
        context |= _otherwise(request, query, choice, results)
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer titles of public posts that hold what has been typed so far in `q`, as JSON."""
    if not limits.allows(request):
        return JsonResponse({"suggestions": []}, status=429, headers={"Retry-After": str(WINDOW)})
    posts = queries.suggestions(parse(request.GET.get("q", "")), SUGGESTED)
    found = [{"title": post.title, "url": post.get_absolute_url()} for post in posts]
    return JsonResponse(
        {"suggestions": found}, headers={"Cache-Control": f"public, max-age={KEPT}"}
    )


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Show, in the admin, all that `q` finds among the things that this person may see there."""
    query = parse(request.GET.get("q", ""), with_filters=False)
    context = {
        **admin.site.each_context(request),
        "title": _("Search everything"),
        "query": query,
        "groups": groups(request.user, query),
    }
    return render(request, "admin/search/everything.html", context)


def _otherwise(
    request: HttpRequest, query: Query, choice: Choice, results: Results
) -> dict[str, object]:
    """What to offer where nothing was found, or nothing asked; a search in vain is noted."""
    recent = Post.objects.published().for_card().newest_first()[:RECENT]
    if query.is_empty or choice != Choice(choice.order) or results.total:
        return {"recent": recent}
    if query.words and not results.page_slugs and request.method == "GET":
        misses.remember(query)
    return {"recent": recent, "nearest": queries.nearest_title(query)}


def _choice(request: HttpRequest) -> Choice:
    """The order and the facets in the address; nonsense counts as none."""
    year = request.GET.get("year", "")
    order = request.GET.get("order", "")
    return Choice(
        order=Order(order) if order in Order.values else Order.BEST,
        category=request.GET.get("category", "").replace("\0", "")[:500],
        year=int(year) if year.isascii() and year.isdigit() and 1900 <= int(year[:5]) < 9999 else 0,
    )


def _page_number(request: HttpRequest, size: int) -> int:
    """The page asked for, from 1 to the last that can be reached; 1 for nonsense."""
    number = request.GET.get("page", "")
    if not (number.isascii() and number.isdigit()):
        return 1
    return min(max(int(number[:9]), 1), max(queries.REACHABLE // size, 1))
