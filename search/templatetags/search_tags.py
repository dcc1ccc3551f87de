"""Template tags of the results page: snippets, marked titles, facets, URLs."""

from collections import Counter
from dataclasses import dataclass

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.safestring import SafeString

from blog.models import Post
from blog.navigation.page_context import PageContext
from search import snippets
from search.enums import Order
from search.queries import Choice, Results

register = template.Library()

CATEGORIES_SHOWN = 8


@dataclass(frozen=True)
class Facet:
    """A link that narrows the results, or removes that filter if `is_chosen`."""

    name: str
    count: int
    url: str
    is_chosen: bool


@register.filter
def snippet(post: Post, results: Results) -> SafeString | str:
    """Return the marked snippet of a post's text, or its summary if the hits are in the title only."""
    return snippets.snippet(post.body_text, results.terms) or post.summary


@register.filter
def marked_title(post: Post, results: Results) -> SafeString:
    return snippets.marked_title(post.title, results.terms)


@register.simple_tag(takes_context=True)
def category_facets(context: Context, results: Results, page_context: PageContext) -> list[Facet]:
    """Return the categories of the results, most hits first. A post also counts for parent categories."""
    choice: Choice = context["choice"]
    counts: Counter[str] = Counter()
    for path, count in results.categories:
        parts = path.split("/")
        counts.update({"/".join(parts[: i + 1]): count for i in range(len(parts))})
    chosen = [link for link in page_context.categories if link.path == choice.category]
    others = [
        link
        for link in page_context.categories
        if counts[link.path] and not f"{choice.category}/".startswith(f"{link.path}/")
    ]
    others.sort(key=lambda link: (-counts[link.path], link.path))
    return [
        *(Facet(link.name, 0, search_url(context, category=""), True) for link in chosen),
        *(
            Facet(link.name, counts[link.path], search_url(context, category=link.path), False)
            for link in others[:CATEGORIES_SHOWN]
        ),
    ]


@register.simple_tag(takes_context=True)
def year_facets(context: Context, results: Results) -> list[Facet]:
    """Return the years of the results, newest first; only the chosen year if there is one."""
    choice: Choice = context["choice"]
    if choice.year:
        return [Facet(str(choice.year), 0, search_url(context, year=""), True)]
    return [
        Facet(str(year), count, search_url(context, year=year), False)
        for year, count in results.years
    ]


@register.simple_tag(takes_context=True)
def search_url(context: Context, **changes: object) -> str:
    """Return the URL of these results with changed parameters; an empty value removes a parameter."""
    choice: Choice = context["choice"]
    current = {
        "q": context["query"].typed,
        "order": choice.order.value,
        "category": choice.category,
    }
    parameters = QueryDict(mutable=True)
    for name, value in {**current, "year": choice.year or "", "page": "", **changes}.items():
        if value not in ("", None):
            parameters[name] = str(value)
    query = parameters.urlencode()
    return f"{context['request'].path}?{query}" if query else context["request"].path


@register.filter
def is_newest_first(choice: Choice) -> bool:
    return choice.order == Order.DATE
