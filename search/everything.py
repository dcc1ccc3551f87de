"""One search over all that somebody may see in the admin: posts, pages, comments, pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from blog.models import Page, Post
from comments.models import Comment
from comments.queue import may_open
from images.models import Image
from search import snippets
from search.backends import backend
from search.enums import Kind
from search.parsing import Query
from search.queries import understood
from search.wanted import Field, Term, Wanted

#: Rows of a group; its head says whether there are more.
ROWS = 12

Somebody = User | AnonymousUser


@dataclass(frozen=True)
class Row:
    """One thing found, and where it is changed."""

    title: SafeString
    snippet: SafeString
    url: str
    state: str
    moment: Any


@dataclass(frozen=True)
class Group:
    """What was found of one kind, words in the title first, then newest first."""

    kind: Kind
    rows: list[Row]
    has_more: bool


def groups(user: Somebody, query: Query) -> list[Group]:
    """Return what the query finds among the things that `user` may see; a kind without hits is left out."""
    terms, unwanted = understood(query)
    if not terms:
        return []
    found = (
        _group(kind, rows, Wanted(kind, _scope(rows), terms, unwanted))
        for kind, rows in _visible(user)
    )
    return [group for group in found if group.rows]


def _visible(user: Somebody) -> list[tuple[Kind, QuerySet[Any]]]:
    """The rows of each kind that `user` meets in the admin: the same ones as in its lists."""
    kinds: list[tuple[bool, Kind, Callable[[], QuerySet[Any]]]] = [
        (user.has_perm("blog.view_post"), Kind.POST, lambda: Post.objects.editable_by(user)),
        (user.has_perm("blog.view_page"), Kind.PAGE, lambda: Page.objects.editable_by(user)),
        (may_open(user), Kind.COMMENT, lambda: Comment.objects.moderatable_by(user)),
        (user.has_perm("images.view_image"), Kind.IMAGE, Image.objects.kept),
    ]
    return [(kind, rows()) for may, kind, rows in kinds if may]


def _scope(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    nothing = Value("", output_field=TextField()), Value(0, output_field=IntegerField())
    return rows.values(found=F("pk"), label=nothing[0], number=nothing[1])


def _group(kind: Kind, rows: QuerySet[Any], wanted: Wanted) -> Group:
    in_title, every = backend().find(wanted, ROWS + 1, fields=[Field.TITLE, Field.ALL])
    keys = [hit.key for hit in dict.fromkeys([*in_title, *every])]
    things = rows.model._default_manager.in_bulk(keys[:ROWS])
    shown = [_row(kind, things[key], wanted.terms) for key in keys[:ROWS] if key in things]
    return Group(kind, shown, has_more=len(keys) > ROWS)


def _row(kind: Kind, thing: Any, terms: tuple[Term, ...]) -> Row:
    if kind == Kind.COMMENT:
        url = f"{reverse('admin:comments_queue')}?comment={thing.pk}"
        facts = (thing.user_name, thing.comment, url, thing.get_state_display(), thing.submit_date)
    elif kind == Kind.IMAGE:
        url = reverse("admin:images_image_change", args=[thing.pk])
        facts = (str(thing), thing.file_name, url, "", thing.created_at)
    else:
        url = reverse(f"admin:blog_{thing._meta.model_name}_change", args=[thing.pk])
        facts = (thing.title, thing.body_text, url, thing.get_status_display(), thing.updated_at)
    title, text, url, state, moment = facts
    return Row(
        title=snippets.marked_title(title, terms),
        snippet=snippets.snippet(text, terms),
        url=url,
        state=state,
        moment=moment,
    )
