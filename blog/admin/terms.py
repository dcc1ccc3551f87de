"""Admin of categories, tags, series and authors."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import taxonomy
from blog.forms import AuthorForm, TermForm, TermTrashForm
from blog.models import Author, Category, Post, ProfileLink, Series, Tag
from blog.models.taxonomy import Term
from blog.redirects import slug_history
from blog.rendering import derive_author
from core.merging_forms import MergingAdmin
from core.trash import TrashAdmin
from core.typed_text import TypedModelForm

#: Field of Post that refers to the term, by model.
TERM_FIELDS: dict[type[Term], str] = {Category: "category", Tag: "tags", Series: "series"}


class SlugAdmin(MergingAdmin):
    """Base of admins for objects with a public page: previous URLs redirect after a change."""

    form = TermForm
    search_fields = ["name", "slug"]
    list_per_page = 100
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: TermForm, change: bool) -> None:
        """Save, and record the previous URL."""
        with slug_history.recording_old_path(obj):
            super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Annotate `post_count`."""
        return super().get_queryset(request).annotate(post_count=Count("posts", distinct=True))

    @admin.display(description=_("posts"), ordering="post_count")
    def posts_count(self, row: Term | Author) -> int:
        """Number of posts of any status."""
        return int(row.post_count)  # type: ignore[union-attr]  # annotated by get_queryset


class TermAdmin(TrashAdmin, SlugAdmin):
    """Base of admins for terms: deleting moves them to the trash, their posts to another term."""

    def trash_form(self, request: HttpRequest, rows: Sequence[Term]) -> TermTrashForm:
        """Return the form that asks for the term that takes the posts."""
        is_submitted = request.method == "POST" and "post" in request.POST
        return TermTrashForm(request.POST if is_submitted else None, terms=rows)

    def put_into_trash(self, row: Term, form: forms.Form | None) -> None:
        """Trash `row`; its posts move to the term chosen in `form`."""
        taxonomy.trash(row, to=form.cleaned_data["to"] if form else None)

    def consequences(self, row: Term) -> list[SafeString | str]:
        """Return sentences with the number of posts and subcategories that are moved."""
        is_of_term = Q(**{TERM_FIELDS[type(row)]: row})
        if isinstance(row, Category):
            is_of_term |= Q(further_categories=row)
        posts = Post.objects.filter(is_of_term).distinct().count()
        sentences = [ngettext("%(count)d post is moved.", "%(count)d posts are moved.", posts)]
        below = row.children.count() if isinstance(row, Category) else 0
        if below:
            sentences.append(
                ngettext(
                    "%(below)d subcategory is moved too.",
                    "%(below)d subcategories are moved too.",
                    below,
                )
            )
        return [sentence % {"count": posts, "below": below} for sentence in sentences]


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    """Admin of categories, listed as a tree."""

    list_display = ["in_tree", "slug", "posts_count"]
    fields = ["name", "slug", "parent", "description", "home_section"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Annotate `post_count`: no post has a category as its main and as a further one."""
        links: Any = Post.further_categories.through.objects.filter(category=OuterRef("pk"))
        counts = links.order_by().values("category").annotate(n=Count("pk")).values("n")
        further = Coalesce(Subquery(counts), 0)
        rows = super().get_queryset(request)
        return rows.annotate(post_count=Count("posts", distinct=True) + further)

    def rows_to_lock(self, object_id: str) -> QuerySet[Category]:
        """Return all categories: a save changes the paths of subcategories too."""
        return Category.everything.all()

    def save_model(self, request: HttpRequest, obj: Category, form: TermForm, change: bool) -> None:
        """Save the category, and the paths of its subcategories."""
        slug_history.save_category(obj, fields=form.columns)

    @admin.display(description=_("name"), ordering="path")
    def in_tree(self, category: Category) -> str:
        """The name, indented by its depth."""
        return f"{'　' * category.path.count('/')}{category.name}"


@admin.register(Tag)
class TagAdmin(TermAdmin):
    """Admin of tags."""

    list_display = ["name", "slug", "posts_count"]
    fields = ["name", "slug", "description"]


@admin.register(Series)
class SeriesAdmin(TermAdmin):
    """Admin of series."""

    list_display = ["name", "slug", "posts_count"]
    fields = ["name", "slug", "description"]


class AuthorProfiles(admin.TabularInline[Any, Any]):
    """Inline of an author's profile links; Django passes the author as `obj`."""

    form = TypedModelForm
    model = ProfileLink
    extra = 1
    verbose_name = _("profile")
    verbose_name_plural = _("profiles")

    def has_view_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return _is_own(request, obj) or super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return _is_own(request, obj) or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return _is_own(request, obj) or super().has_delete_permission(request, obj)


@admin.register(Author)
class AuthorAdmin(SlugAdmin):
    """Admin of author profiles: editors change all of them, authors their own."""

    form = AuthorForm
    list_display = ["name", "slug", "user", "posts_count"]
    list_select_related = ["user"]
    fields = ["name", "reading", "slug", "avatar", "bio", "user"]
    inlines = [AuthorProfiles]

    def get_fields(self, request: HttpRequest, obj: Author | None = None) -> tuple[str, ...]:
        """Omit the account unless the user may change every author."""
        hidden = set() if _edits_all(request) else {"user"}
        return tuple(str(name) for name in super().get_fields(request, obj) if name not in hidden)

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return _is_own(request, obj) or super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Author, form: TermForm, change: bool) -> None:
        """Render the biography, then save."""
        derive_author(obj)
        super().save_model(request, obj, form, change)

    def derived(self, obj: Author) -> list[str]:
        return ["bio_html", "renderer_version"]


def _edits_all(request: HttpRequest) -> bool:
    return request.user.has_perm("blog.change_author")


def _is_own(request: HttpRequest, author: Author | None) -> bool:
    """Whether this is the author profile of the current user."""
    return author is not None and author.user_id is not None and author.user_id == request.user.pk
