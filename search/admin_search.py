"""Search over the posts, pages, comments and images that a user may see in the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, IntegerField, Model, QuerySet, TextField, Value
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from blog.models import Page, Post
from comments.models import Comment
from comments.policy import may_open_queue
from images.models import Image
from search import snippets
from search.backends import backend
from search.enums import Kind
from search.parsing import Query
from search.queries import parse_terms
from search.search_request import Field, SearchRequest, Term

#: Rows shown per group; `Group.has_more` says whether there are more.
ROWS = 12

RequestUser = User | AnonymousUser


@dataclass(frozen=True)
class Row:
    """One result, with the URL of its change page."""

    title: SafeString
    snippet: SafeString
    url: str
    state: str
    moment: datetime | None


@dataclass(frozen=True)
class Group:
    """The results of one kind: hits in the title first, then newest first."""

    kind: Kind
    rows: list[Row]
    has_more: bool


def admin_results(user: RequestUser, query: Query) -> list[Group]:
    """Return the hits among the objects that `user` may see; a kind without hits is left out."""
    terms, unwanted = parse_terms(query)
    if not terms:
        return []
    groups = (
        _group(kind, rows, SearchRequest(kind, _scope(rows), terms, unwanted))
        for kind, rows in _visible(user)
    )
    return [group for group in groups if group.rows]


def _visible(user: RequestUser) -> list[tuple[Kind, QuerySet[Model]]]:
    """Return the rows of each kind that `user` sees in the change lists of the admin."""
    kinds: list[tuple[bool, Kind, Callable[[], QuerySet[Model]]]] = [
        (user.has_perm("blog.view_post"), Kind.POST, lambda: Post.objects.editable_by(user)),
        (user.has_perm("blog.view_page"), Kind.PAGE, lambda: Page.objects.editable_by(user)),
        (may_open_queue(user), Kind.COMMENT, lambda: Comment.objects.moderatable_by(user)),
        (user.has_perm("images.view_image"), Kind.IMAGE, Image.objects.kept),
    ]
    return [(kind, rows()) for may, kind, rows in kinds if may]


def _scope(rows: QuerySet[Model]) -> QuerySet[Model, object]:
    no_label, no_number = (
        Value("", output_field=TextField()),
        Value(0, output_field=IntegerField()),
    )
    return rows.values(object_key=F("pk"), label=no_label, number=no_number)


def _group(kind: Kind, rows: QuerySet[Model], request: SearchRequest) -> Group:
    in_title, in_text = backend().search(request, ROWS + 1, fields=[Field.TITLE, Field.ALL])
    keys = [hit.key for hit in dict.fromkeys([*in_title, *in_text])]
    objects = rows.model._default_manager.in_bulk(keys[:ROWS])
    shown = [_row(objects[key], request.terms) for key in keys[:ROWS] if key in objects]
    return Group(kind, shown, has_more=len(keys) > ROWS)


def _row(obj: Model, terms: tuple[Term, ...]) -> Row:
    match obj:
        case Comment():
            url = f"{reverse('admin:comments_queue')}?comment={obj.pk}"
            title, text, state = obj.user_name, obj.comment, obj.get_state_display()
            moment = obj.submit_date
        case Image():
            url = reverse("admin:images_image_change", args=[obj.pk])
            title, text, state, moment = str(obj), obj.file_name, "", obj.created_at
        case Post() | Page():
            url = reverse(f"admin:blog_{obj._meta.model_name}_change", args=[obj.pk])
            title, text, state = obj.title, obj.body_text, obj.get_status_display()
            moment = obj.updated_at
        case _:
            raise TypeError(obj)
    return Row(
        title=snippets.marked_title(title, terms),
        snippet=snippets.snippet(text, terms),
        url=url,
        state=state,
        moment=moment,
    )
