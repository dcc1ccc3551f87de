"""Categories, tags, series and authors: whatever has an address that others link to."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import moves, taxonomy
from blog.forms import AuthorForm, TermForm, TermTrashForm
from blog.models import Author, Category, Post, ProfileLink, Series, Tag
from blog.rendering import derive_author
from core.trashing import TrashAdmin

#: The field of a post that holds a term.
TERM_FIELDS = {Category: "category", Tag: "tags", Series: "series"}


class AddressAdmin(admin.ModelAdmin[Any]):
    """Rows with a page of their own: their old addresses keep working."""

    form = TermForm
    search_fields = ["name", "slug"]
    list_per_page = 100
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save and remember the former address."""
        with moves.remembered(obj):
            obj.save()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the posts of each."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(post_count=Count("posts", distinct=True))
        return counted

    @admin.display(description=_("posts"), ordering="post_count")
    def posts_count(self, row: Any) -> int:
        """How many posts it has, whatever their status."""
        return int(row.post_count)


class TermAdmin(TrashAdmin, AddressAdmin):
    """Terms go into the trash, their posts to another term or to none."""

    def trash_form(self, request: HttpRequest, rows: Sequence[Any]) -> TermTrashForm:
        """Ask where the posts go."""
        is_answered = request.method == "POST" and "post" in request.POST
        return TermTrashForm(request.POST if is_answered else None, terms=rows)

    def put_into_trash(self, row: Any, form: Any) -> None:
        """Move the posts, then the term."""
        taxonomy.trash(row, to=form.cleaned_data["to"])

    def consequences(self, row: Any) -> list[SafeString | str]:
        """Say how many posts, and how many categories, have to go elsewhere."""
        posts = Post.objects.filter(**{TERM_FIELDS[type(row)]: row}).count()
        said = [ngettext("%(count)d post goes elsewhere.", "%(count)d posts go elsewhere.", posts)]
        below = row.children.count() if isinstance(row, Category) else 0
        if below:
            told = ngettext(
                "%(below)d category below it goes there too.",
                "%(below)d categories below it go there too.",
                below,
            )
            said.append(told)
        return [text % {"count": posts, "below": below} for text in said]


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    """The tree of categories."""

    list_display = ["in_tree", "slug", "posts_count"]
    fields = ["name", "slug", "parent", "description", "home_shelf"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save and move everything below along."""
        moves.save_category(obj)

    @admin.display(description=_("name"), ordering="path")
    def in_tree(self, category: Category) -> str:
        """The name, set in by its depth."""
        return f"{'　' * category.path.count('/')}{category.name}"


@admin.register(Tag)
class TagAdmin(TermAdmin):
    """Tags."""

    list_display = ["name", "slug", "posts_count"]
    fields = ["name", "slug", "description"]


@admin.register(Series)
class SeriesAdmin(TermAdmin):
    """Series."""

    list_display = ["name", "slug", "posts_count"]
    fields = ["name", "slug", "description"]


class AuthorProfiles(admin.TabularInline[Any, Any]):
    """Where readers can follow an author."""

    model = ProfileLink
    extra = 1
    verbose_name = _("profile")
    verbose_name_plural = _("profiles")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_own(request, obj) or super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_own(request, obj) or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_own(request, obj) or super().has_delete_permission(request, obj)


@admin.register(Author)
class AuthorAdmin(AddressAdmin):
    """Authors: editors change all of them, an author their own public face."""

    form = AuthorForm
    list_display = ["name", "slug", "user", "posts_count"]
    list_select_related = ["user"]
    fields = ["name", "reading", "slug", "avatar", "bio", "user"]
    inlines = [AuthorProfiles]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Leave the account to those who may change every author."""
        fields = list(super().get_fields(request, obj))
        return fields if _edits_all(request) else [name for name in fields if name != "user"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_own(request, obj) or super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Render the text about the author, then save."""
        derive_author(obj)
        super().save_model(request, obj, form, change)


def _edits_all(request: HttpRequest) -> bool:
    return request.user.has_perm("blog.change_author")


def _is_own(request: HttpRequest, author: Author | None) -> bool:
    """Whether this is the public face of the person."""
    return author is not None and author.user_id is not None and author.user_id == request.user.pk
