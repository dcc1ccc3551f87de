"""What a search finds among the public posts and pages, in which order, and what else it offers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import ExtractYear
from django.utils import timezone

from blog.models import Page, Post, PostAuthor, Tag
from search import normalise, synonyms
from search.backends import backend
from search.enums import Kind, Order
from search.parsing import Query, Word
from search.wanted import Field, Hit, Term, Wanted

#: Hits that are counted and sorted into facets; more are "more than". Newest first is to cost the same
#: however large the blog is, so it counts fewer.
COUNTED = {Order.BEST: 2_000, Order.DATE: 500}
#: Hits that can be leafed through.
REACHABLE = 10_000
PAGES_SHOWN = 3
#: Titles looked at for "did you mean", and the part of the query's characters that must agree in order.
NEAREST_OF, NEAR_ENOUGH = 200, 0.6


@dataclass(frozen=True)
class Choice:
    """What a reader chose besides the words: a shelf, a year, an order."""

    order: Order = Order.BEST
    category: str = ""
    year: int = 0


@dataclass
class Results:
    """One page of results. `total` is at least as large where `is_capped`."""

    posts: list[Post] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    has_next: bool = False
    page_slugs: list[str] = field(default_factory=list)
    categories: list[tuple[str, int]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    terms: tuple[Term, ...] = ()


def search(query: Query, choice: Choice, *, page: int, size: int) -> Results:
    """Return page number `page` (from 1) of the public posts that the query finds.

    Default order: words in the title before words in headings before all others, each newest first.
    """
    if query.is_empty:
        return Results()
    terms, unwanted = understood(query)
    wanted = Wanted(Kind.POST, _posts(query, choice), terms, unwanted)
    start = (page - 1) * size
    needed = min(start + size + 1, REACHABLE)
    counted = max(COUNTED[choice.order], needed)
    (every,) = backend().find(wanted, counted + 1)
    keys = [hit.key for hit in _in_order(wanted, every, choice.order, needed)]
    results = Results(
        posts=_shown(keys[start : start + size]),
        total=min(len(every), counted),
        is_capped=len(every) > counted,
        has_next=len(keys) > start + size and start + size < REACHABLE,
        categories=_tally(hit.label for hit in every if hit.label),
        years=sorted(_tally(hit.number for hit in every), reverse=True),
        terms=terms,
    )
    if terms and page == 1 and choice == Choice(choice.order):
        results.page_slugs = _pages(terms, unwanted)
    return results


def matching(query: Query) -> set[int]:
    """Return the keys of all public posts that the query finds, however many: for tests and tools."""
    terms, unwanted = understood(query)
    wanted = Wanted(Kind.POST, _posts(query, Choice()), terms, unwanted)
    return {hit.key for hit in backend().find(wanted, 1 << 40)[0]} if not query.is_empty else set()


def nearest_title(query: Query) -> str:
    """Return the title of a public post that is written most like the query, or an empty string."""
    asked = normalise.folded("".join(word.text for word in query.words))
    if len(asked) < 2:
        return ""
    pairs = tuple(dict.fromkeys(asked[i : i + 2] for i in range(len(asked) - 1)))
    wanted = Wanted(Kind.POST, _posts(Query(), Choice()), (Term(pairs),))
    (near,) = backend().find(wanted, NEAREST_OF, fields=[Field.TITLE])
    titles = Post.objects.published().filter(pk__in=[hit.key for hit in near])
    likeness = {title: _likeness(asked, title) for title in titles.values_list("title", flat=True)}
    best = max(likeness, key=lambda title: (likeness[title], -len(title)), default="")
    return best if best and likeness[best] >= NEAR_ENOUGH else ""


def suggestions(query: Query, limit: int) -> list[Post]:
    """Return public posts whose titles hold what has been typed so far, newest first."""
    terms, unwanted = understood(query)
    if not terms:
        return []
    wanted = Wanted(Kind.POST, _posts(query, Choice()), terms, unwanted)
    (found,) = backend().find(wanted, limit, fields=[Field.TITLE])
    posts = Post.objects.published().only("title", "slug").newest_first()
    return list(posts.filter(pk__in=[hit.key for hit in found]))


def understood(query: Query) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the words of a query with all their spellings and synonyms, and those unwanted; one query."""
    if not (query.words or query.unwanted):
        return (), ()
    groups = synonyms.load() if any(not word.is_phrase for word in query.words) else {}
    return (
        tuple(_term(word, groups) for word in query.words),
        tuple(_term(word, {}) for word in query.unwanted),
    )


def _term(word: Word, groups: dict[str, tuple[str, ...]]) -> Term:
    """A phrase is what is written; a word is all the ways to write it."""
    if word.is_phrase:
        return Term((normalise.spellings(word.text)[0],), exact=word.text)
    members = groups.get(normalise.folded(word.text), (word.text,))
    ways = (way for member in [word.text, *members] for way in normalise.spellings(member))
    return Term(tuple(dict.fromkeys(ways)))


def _posts(query: Query, choice: Choice) -> QuerySet[Any, Any]:
    """The public posts among which the words are looked for, as the scope of a search."""
    posts = Post.objects.published()
    for name in query.tags:
        tags = Tag.objects.filter(Q(name__iexact=name) | Q(slug__iexact=name))
        links = Post.tags.through.objects.filter(post=OuterRef("pk"), tag__in=tags)
        posts = posts.filter(Exists(links))
    for name in query.authors:
        is_called = Q(author__slug__iexact=name)
        is_called |= Q(author__name__icontains=name) | Q(author__reading__icontains=name)
        posts = posts.filter(Exists(PostAuthor.objects.filter(is_called, post=OuterRef("pk"))))
    if query.before:
        posts = posts.filter(published_at__lt=_midnight(query.before))
    if query.after:
        posts = posts.filter(published_at__gte=_midnight(query.after))
    if choice.category:
        path = choice.category
        posts = posts.filter(Q(category__path=path) | Q(category__path__startswith=f"{path}/"))
    if choice.year:
        posts = posts.filter(published_at__year=choice.year)
    scope: QuerySet[Any, Any] = posts.values(
        found=F("pk"), label=F("category__path"), number=ExtractYear("published_at")
    )
    return scope


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _in_order(wanted: Wanted, every: Sequence[Hit], order: Order, needed: int) -> Sequence[Hit]:
    """The first `needed` hits in the order asked for; `every` holds them newest first."""
    if order == Order.DATE or not wanted.terms or not every:
        return every[:needed]
    fields = [Field.TITLE, Field.HEADINGS]
    in_title, in_headings = backend().find(wanted, 2 * needed, fields=fields)
    return list(dict.fromkeys([*in_title, *in_headings, *every]))[:needed]


def _shown(keys: list[int]) -> list[Post]:
    """The posts of these keys in this order, with what a result shows."""
    posts = Post.objects.published().filter(pk__in=keys).select_related("category").with_cover()
    found = {post.pk: post for post in posts.defer("body", "body_html", "toc")}
    return [found[key] for key in keys if key in found]


def _pages(terms: tuple[Term, ...], unwanted: tuple[Term, ...]) -> list[str]:
    """Slugs of public pages with the words: the page's frame knows their titles."""
    number = Value(0, output_field=IntegerField())
    scope = Page.objects.published().values(found=F("pk"), label=F("slug"), number=number)
    (found,) = backend().find(Wanted(Kind.PAGE, scope, terms, unwanted), PAGES_SHOWN)
    return [hit.label for hit in found]


def _tally(values: Iterable[Any]) -> list[tuple[Any, int]]:
    return Counter(values).most_common()


def _likeness(asked: str, title: str) -> float:
    """The part of the characters asked for that a title holds in the same order."""
    matcher = SequenceMatcher(None, asked, normalise.folded(normalise.exact(title)), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(asked)
