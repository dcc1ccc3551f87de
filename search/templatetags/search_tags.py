"""What the page of results makes of its hits: marked texts, facets, addresses."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString

from blog.frame import Frame
from blog.models import Post
from search import snippets
from search.enums import Order
from search.queries import Choice, Results

register = template.Library()

SHELVES_SHOWN = 8


@dataclass(frozen=True)
class Facet:
    """A way to narrow the results down, or (where `is_chosen`) to widen them again."""

    name: str
    count: int
    url: str
    is_chosen: bool


@register.filter
def snippet(post: Post, results: Results) -> SafeString | str:
    """The place of a post's text with the words, marked; its summary where they are in the title only."""
    return snippets.snippet(post.body_text, results.terms) or post.summary


@register.filter
def marked_title(post: Post, results: Results) -> SafeString:
    """A post's title with the words marked."""
    return snippets.marked_title(post.title, results.terms)


@register.simple_tag(takes_context=True)
def category_facets(context: dict[str, Any], results: Results, frame: Frame) -> list[Facet]:
    """Categories of the results, most hits first; a post counts for the categories above its own too."""
    choice: Choice = context["choice"]
    counts: Counter[str] = Counter()
    for path, count in results.categories:
        parts = path.split("/")
        counts.update({"/".join(parts[: i + 1]): count for i in range(len(parts))})
    chosen = [shelf for shelf in frame.categories if shelf.path == choice.category]
    others = [
        shelf
        for shelf in frame.categories
        if counts[shelf.path] and not f"{choice.category}/".startswith(f"{shelf.path}/")
    ]
    others.sort(key=lambda shelf: (-counts[shelf.path], shelf.path))
    return [
        *(Facet(shelf.name, 0, search_url(context, category=""), True) for shelf in chosen),
        *(
            Facet(shelf.name, counts[shelf.path], search_url(context, category=shelf.path), False)
            for shelf in others[:SHELVES_SHOWN]
        ),
    ]


@register.simple_tag(takes_context=True)
def year_facets(context: dict[str, Any], results: Results) -> list[Facet]:
    """Years of the results, newest first."""
    choice: Choice = context["choice"]
    if choice.year:
        return [Facet(str(choice.year), 0, search_url(context, year=""), True)]
    return [
        Facet(str(year), count, search_url(context, year=year), False)
        for year, count in results.years
    ]


@register.simple_tag(takes_context=True)
def search_url(context: dict[str, Any], **changes: Any) -> str:
    """The address of these results with some parameters changed; an empty value takes one away."""
    choice: Choice = context["choice"]
    now = {"q": context["query"].typed, "order": choice.order.value, "category": choice.category}
    parameters = QueryDict(mutable=True)
    for name, value in {**now, "year": choice.year or "", "page": "", **changes}.items():
        if value not in ("", None):
            parameters[name] = str(value)
    query = parameters.urlencode()
    return f"{context['request'].path}?{query}" if query else context["request"].path


@register.filter
def is_newest_first(choice: Choice) -> bool:
    """Whether the reader asked for the order of publication."""
    return choice.order == Order.DATE
