"""Search of public posts and pages: results, ranking, facets, suggestions, "did you mean"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.db.models import (
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat, ExtractYear

from blog.models import Page, Post, PostAuthor, Tag
from core.joined_lines import JoinedLines
from core.moments import local_midnight
from search import normalise, synonyms
from search.backends import backend
from search.enums import Kind, Order
from search.parsing import Query, Word
from search.search_request import Field, Hit, SearchRequest, Term

#: Hits that are counted, also in facets; above that the page says "more than". Newest first counts fewer,
#: so that its cost does not grow with the blog.
MAX_COUNTED = {Order.BEST: 2_000, Order.DATE: 500}
#: Hits that pagination reaches.
MAX_PAGINATED = 10_000
PAGES_SHOWN = 3
#: Titles compared for "did you mean", and the share of the query's characters that must match in order.
TITLES_COMPARED, MIN_SIMILARITY = 200, 0.6


@dataclass(frozen=True)
class Choice:
    """The order and the facets of a search: category path and year."""

    order: Order = Order.BEST
    category: str = ""
    year: int = 0


@dataclass
class Results:
    """One page of results. If `is_capped`, there are more than `total`."""

    posts: list[Post] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    has_next: bool = False
    page_slugs: list[str] = field(default_factory=list)
    categories: list[tuple[str, int]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    terms: tuple[Term, ...] = ()


def search(query: Query, choice: Choice, *, page: int, size: int) -> Results:
    """Return page number `page` (from 1) of the public posts that match the query.

    Default order: hits in the title, then in headings, then all others, each newest first.
    """
    if query.is_empty:
        return Results()
    terms, unwanted = parse_terms(query)
    request = SearchRequest(Kind.POST, _posts(query, choice), terms, unwanted)
    start = (page - 1) * size
    needed = min(start + size + 1, MAX_PAGINATED)
    counted = max(MAX_COUNTED[choice.order], needed)
    (hits,) = backend().search(request, counted + 1)
    keys = [hit.key for hit in _rank(request, hits, choice.order, needed)]
    # The main category is not among the further ones, but a duplicate must not count twice.
    categories = Counter(path for hit in hits for path in {*hit.label.split("\n")} if path)
    results = Results(
        posts=_posts_in_order(keys[start : start + size]),
        total=min(len(hits), counted),
        is_capped=len(hits) > counted,
        has_next=len(keys) > start + size and start + size < MAX_PAGINATED,
        categories=categories.most_common(),
        years=sorted(Counter(hit.number for hit in hits).items(), reverse=True),
        terms=terms,
    )
    if terms and page == 1 and choice == Choice(choice.order):
        results.page_slugs = _page_slugs(terms, unwanted)
    return results


def matching(query: Query) -> set[int]:
    """Return the keys of all public posts that match the query, without a limit. For tests and tools."""
    if query.is_empty:
        return set()
    terms, unwanted = parse_terms(query)
    request = SearchRequest(Kind.POST, _posts(query, Choice()), terms, unwanted)
    return {hit.key for hit in backend().search(request, 1 << 40)[0]}


def nearest_title(query: Query) -> str:
    """Return the title of a public post that is most similar to the query, or an empty string."""
    typed = normalise.folded("".join(word.text for word in query.words))
    if len(typed) < 2:
        return ""
    bigrams = tuple(dict.fromkeys(typed[i : i + 2] for i in range(len(typed) - 1)))
    request = SearchRequest(Kind.POST, _posts(Query(), Choice()), (Term(bigrams),))
    (hits,) = backend().search(request, TITLES_COMPARED, fields=[Field.TITLE])
    titles = Post.objects.published().filter(pk__in=[hit.key for hit in hits])
    scores = {title: _similarity(typed, title) for title in titles.values_list("title", flat=True)}
    best = max(scores, key=lambda title: (scores[title], -len(title)), default="")
    return best if best and scores[best] >= MIN_SIMILARITY else ""


def suggestions(query: Query, limit: int) -> list[Post]:
    """Return public posts whose titles match what has been typed so far, newest first."""
    terms, unwanted = parse_terms(query)
    if not terms:
        return []
    request = SearchRequest(Kind.POST, _posts(query, Choice()), terms, unwanted)
    (hits,) = backend().search(request, limit, fields=[Field.TITLE])
    posts = Post.objects.published().only("title", "slug").newest_first()
    return list(posts.filter(pk__in=[hit.key for hit in hits]))


def parse_terms(query: Query) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the query's terms, with spellings and synonyms, and its unwanted terms; one SQL query."""
    if not (query.words or query.unwanted):
        return (), ()
    groups = synonyms.load() if any(not word.is_phrase for word in query.words) else {}
    return (
        tuple(_term(word, groups) for word in query.words),
        tuple(_term(word, {}) for word in query.unwanted),
    )


def _term(word: Word, groups: dict[str, tuple[str, ...]]) -> Term:
    """Return the term of a phrase (one spelling) or of a word (all spellings, and its synonyms)."""
    if word.is_phrase:
        return Term((normalise.spellings(word.text)[0],), exact=word.text)
    members = groups.get(normalise.folded(word.text), (word.text,))
    spellings = (each for member in [word.text, *members] for each in normalise.spellings(member))
    return Term(tuple(dict.fromkeys(spellings)))


def _posts(query: Query, choice: Choice) -> QuerySet[Model, object]:
    """Return the public posts that match the query's filters and facets, as the scope of a search."""
    posts = Post.objects.published()
    for name in query.tags:
        tags = Tag.objects.filter(Q(name__iexact=name) | Q(slug__iexact=name))
        links = Post.tags.through.objects.filter(post=OuterRef("pk"), tag__in=tags)
        posts = posts.filter(Exists(links))
    for name in query.authors:
        has_name = Q(author__slug__iexact=name)
        has_name |= Q(author__name__icontains=name) | Q(author__reading__icontains=name)
        posts = posts.filter(Exists(PostAuthor.objects.filter(has_name, post=OuterRef("pk"))))
    if query.before:
        posts = posts.filter(published_at__lt=local_midnight(query.before))
    if query.after:
        posts = posts.filter(published_at__gte=local_midnight(query.after))
    if choice.category:
        posts = posts.in_category(choice.category)
    if choice.year:
        posts = posts.filter(published_at__year=choice.year)
    return posts.values(
        object_key=F("pk"), label=_category_paths(), number=ExtractYear("published_at")
    )


def _category_paths() -> Concat:
    """The paths of main category and further categories of a post, a line each; empty lines for none."""
    links: QuerySet[Any] = Post.further_categories.through.objects.filter(post=OuterRef("pk"))
    paths = links.order_by().values("post").annotate(paths=JoinedLines(F("category__path")))
    main = Coalesce(F("category__path"), Value(""))
    further = Coalesce(Subquery(paths.values("paths")), Value(""), output_field=TextField())
    return Concat(main, Value("\n"), further, output_field=TextField())


def _rank(request: SearchRequest, hits: Sequence[Hit], order: Order, needed: int) -> Sequence[Hit]:
    """Return the first `needed` hits in the order `order`; `hits` is sorted newest first."""
    if order == Order.DATE or not request.terms or not hits:
        return hits[:needed]
    fields = [Field.TITLE, Field.HEADINGS]
    in_title, in_headings = backend().search(request, 2 * needed, fields=fields)
    return list(dict.fromkeys([*in_title, *in_headings, *hits]))[:needed]


def _posts_in_order(keys: list[int]) -> list[Post]:
    """Return the posts of these keys in this order, with the relations that a result shows."""
    posts = Post.objects.published().filter(pk__in=keys).select_related("category").with_cover()
    by_key = {post.pk: post for post in posts.defer("body", "body_html", "toc")}
    return [by_key[key] for key in keys if key in by_key]


def _page_slugs(terms: tuple[Term, ...], unwanted: tuple[Term, ...]) -> list[str]:
    """Return the slugs of public pages that match; the template gets their titles from page_context."""
    number = Value(0, output_field=IntegerField())
    scope = Page.objects.published().values(object_key=F("pk"), label=F("slug"), number=number)
    (hits,) = backend().search(SearchRequest(Kind.PAGE, scope, terms, unwanted), PAGES_SHOWN)
    return [hit.label for hit in hits]


def _similarity(typed: str, title: str) -> float:
    """Return the share (0 to 1) of the typed characters that a title has in the same order."""
    matcher = SequenceMatcher(None, typed, normalise.folded(normalise.exact(title)), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(typed)
