"""Admin of posts and pages: changelists, the write screen, actions and the preview."""

from collections.abc import Callable
from copy import copy
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from blog import publishing, review_requests, suggested_slugs
from blog.admin import conflicts
from blog.admin.autosaves import AutosavingAdmin
from blog.admin.calendar import CalendarPages
from blog.admin.entry_actions import EntryActions
from blog.admin.entry_list import EntryList, StatusFilter
from blog.admin.presence import PresenceAdmin, sentence
from blog.admin.preview_links import PreviewLinkPages
from blog.admin.review import ReviewPages
from blog.admin.save_messages import saved_message
from blog.enums import HomePlace, Status
from blog.forms import EntryForm, PostForm
from blog.home import MAX_PICKED, MAX_PINNED
from blog.live_preview import NoticeData, entry_notices
from blog.models import BlogSettings, Entry, Page, Post
from blog.publication_form import UNPUBLISHED, moment_text
from blog.publish_permission import may_publish
from blog.querysets import EntryQuerySet
from blog.revisions import store
from blog.views.preview import render_preview
from core.trash import undo


class EntryAdmin(EntryActions, PreviewLinkPages, ReviewPages, AutosavingAdmin, PresenceAdmin):
    """Base of the admins of posts and pages."""

    add_form_template = change_form_template = "admin/blog/entry_form.html"
    list_filter: ClassVar[Any] = [StatusFilter]
    search_fields = ["title", "slug", "body_text"]
    list_per_page = 50
    show_full_result_count = False
    records_itself = True

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EntryList

    def get_queryset(self, request: HttpRequest) -> EntryQuerySet:
        """Return the entries that the user may edit."""
        return cast(EntryQuerySet, super().get_queryset(request)).editable_by(request.user)

    # Permissions
    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish entries."""
        return may_publish(request.user, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Require the permission to publish for entries that are neither unpublished nor trashed."""
        needs_publish = obj is not None and obj.status not in (*UNPUBLISHED, Status.TRASHED)
        if needs_publish and not self.has_publish_permission(request):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Allow permanent deletion only from the trash."""
        if obj is not None and obj.status != Status.TRASHED:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(
        self, request: HttpRequest
    ) -> dict[str, tuple[Callable[..., str], str, str] | None]:
        """Remove Django's delete action: the trash replaces it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # The write screen
    def get_form(
        self, request: HttpRequest, obj: Entry | None = None, change: bool = False, **kwargs: Any
    ) -> type[EntryForm]:
        """Return a subclass of the form with the current user and the status, which buttons set."""
        shown = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        form = super().get_form(request, obj, change=change, fields=[*shown, "status"], **kwargs)
        return cast(type[EntryForm], type(form.__name__, (form,), {"user": request.user}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the context of the write screen: permissions, status and notices."""
        entry: Entry | None = kwargs.get("obj")
        form = context["adminform"].form
        if form.question or form["status"].errors:
            context["errors"] = None  # shown at the buttons instead
        context |= self.autosave_context(request, entry)
        context |= self.presence_context(request, entry)
        if self.has_change_permission(request, entry):
            context |= conflicts.conflict_context(request, form, entry)
        context |= {
            "can_publish": self.has_publish_permission(request),
            "is_trashed": entry is not None and entry.status == Status.TRASHED,
            "is_public": entry is not None and entry.is_published,
            "has_readers": entry is not None and (entry.is_published or entry.is_protected),
            "entry": entry,
            "schedule_label": _schedule_label(entry),
            "review": review_requests.latest(entry) if entry else None,
            "notices": _notices(form),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Entry, form: EntryForm, change: bool) -> None:
        """Save with blog.publishing; if a concurrent save took the suggested slug, try another."""
        request.was_public = form.was_public  # type: ignore[attr-defined]
        conflicts.finish(request, form)
        was_in_review = form.initial.get("status") == Status.IN_REVIEW
        is_submission = obj.status == Status.IN_REVIEW and not was_in_review
        request.is_submission = is_submission  # type: ignore[attr-defined]
        if form.data.get("slug"):
            publishing.save(obj, fields=form.columns)
        else:
            suggested_slugs.save(cast(Post | Page, obj), fields=form.columns)

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        publishing.delete(obj)

    def response_add(
        self, request: HttpRequest, obj: Entry, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Redirect to the change form: authors continue to write after saving."""
        return self._redirect_to_form(request, obj)

    def response_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        return self._redirect_to_form(request, obj)

    def _redirect_to_form(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        text = saved_message(
            obj,
            was_public=getattr(request, "was_public", False),
            is_submission=getattr(request, "is_submission", False),
        )
        messages.success(request, text)
        return HttpResponseRedirect(self._admin_url("change", obj))

    def _admin_url(self, name: str, obj: Entry) -> str:
        return reverse(f"admin:blog_{self.opts.model_name}_{name}", args=[obj.pk])

    # Further views
    def get_urls(self) -> list[URLPattern]:
        """Add the views of revisions, autosave, previews, review, trash and restore."""
        name = self.opts.model_name
        wrap = self.admin_site.admin_view
        return [
            *self.revision_urls(),
            *self.autosave_urls(),
            *self.presence_urls(),
            *self.preview_link_urls(),
            *self.review_urls(),
            path("<path:pk>/preview/", wrap(self.preview_view), name=f"blog_{name}_preview"),
            path(
                "<path:pk>/trash/", wrap(require_POST(self.trash_view)), name=f"blog_{name}_trash"
            ),
            path(
                "<path:pk>/restore/",
                wrap(require_POST(self.restore_view)),
                name=f"blog_{name}_restore",
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Render the page of an entry of any status, with the user's autosaved text if there is one.

        Private entries are read here: their public URL returns 404 to every visitor, signed in or
        not.
        """
        entry = self._get_entry(request, pk, lambda rows: rows.for_page())
        draft = store.newest_draft(entry, cast(User, request.user))
        if draft is not None:
            store.show(draft, entry)
        return render_preview(request, entry, is_draft=draft is not None)

    def trash_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Move one entry to the trash."""
        with transaction.atomic():
            entry = self._lock_entry(request, pk)
            publishing.trash(entry)
        text = _("“%(title)s” was moved to the trash.") % {"title": entry.title}
        messages.success(request, format_html("{} {}", text, undo(request, [entry])))
        return redirect(f"admin:blog_{self.opts.model_name}_changelist")

    def restore_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Restore one entry from the trash."""
        with transaction.atomic():
            entry = self._lock_entry(request, pk)
            may_publish = self.has_publish_permission(request)
            restored = publishing.may_restore(entry, may_publish=may_publish)
            if restored:
                publishing.restore(entry)
        if restored:
            messages.success(request, saved_message(entry))
        return HttpResponseRedirect(self._admin_url("change", entry))

    def _get_entry(
        self, request: HttpRequest, pk: str, prepare: Callable[[EntryQuerySet], EntryQuerySet]
    ) -> Entry:
        """Return the entry if the user may edit it; else raise Http404."""
        value = unquote(pk)
        entry: Entry | None = (
            prepare(self.get_queryset(request)).filter(pk=value).first()
            if value.isdecimal()
            else None
        )
        if entry is None:
            raise Http404
        return entry

    def _lock_entry(self, request: HttpRequest, pk: str) -> Entry:
        entry = self._get_entry(request, pk, lambda rows: rows.select_for_update())
        if not self.has_change_permission(request, entry):
            raise Http404
        return entry

    # Columns
    @admin.display(description=gettext_lazy("title"), ordering="title")
    def name(self, entry: Entry) -> str:
        """The title, or a placeholder."""
        return entry.title or _("(no title)")

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, entry: Entry) -> SafeString:
        """Label of the effective status, which the worker stores some seconds later, and who is editing."""
        status = Status.PUBLISHED if entry.is_published else Status(entry.status)
        name, label = (
            ("expired", _("Expired")) if entry.is_expired else (status.value, status.label)
        )
        state = format_html('<span class="state state-{}">{}</span>', name, label)
        others = sentence(entry.open_by)  # type: ignore[attr-defined]  # set by EntryList
        return format_html('{} <span class="open-by">{}</span>', state, others) if others else state

    @admin.display(description=gettext_lazy("authors"))
    def signers(self, entry: Entry) -> str:
        """Names of the authors in their order."""
        return "、".join(row.author.name for row in entry.authorships.all())


@admin.register(Post)
class PostAdmin(CalendarPages, EntryAdmin):
    """Admin of posts."""

    form = PostForm
    actions = [*EntryAdmin.actions, "pin", "pick", "unplace"]
    radio_fields: ClassVar[Any] = {"home_place": admin.VERTICAL}
    list_display = ["name", "state", "signers", "category", "published_at", "comment_count"]
    list_select_related = ["category"]
    list_filter = [
        StatusFilter,
        ("authors", admin.RelatedOnlyFieldListFilter),
        ("category", admin.RelatedOnlyFieldListFilter),
    ]
    ordering = ["-updated_at", "-pk"]
    fieldsets = [
        (None, {"classes": ["text"], "fields": ["title", "slug", "body"]}),
        (
            pgettext_lazy("box of the write screen", "Publication"),
            {
                "classes": ["side"],
                "fields": ["go_live_at", "published_at", "expire_at", "password"],
            },
        ),
        (
            gettext_lazy("Place"),
            {
                "classes": ["side"],
                "fields": ["category", "further_categories", "tags", "series", "series_position"],
            },
        ),
        (gettext_lazy("Home page"), {"classes": ["side"], "fields": ["home_place"]}),
        (gettext_lazy("Cover"), {"classes": ["side"], "fields": ["cover", "cover_alt"]}),
        (gettext_lazy("Excerpt"), {"classes": ["side"], "fields": ["excerpt"]}),
        (
            gettext_lazy("Notices to readers"),
            {"classes": ["side"], "fields": ["is_advertising", "no_ads", "ai_use"]},
        ),
        (
            gettext_lazy("Authors"),
            {"classes": ["side", "collapse"], "fields": ["signers"]},
        ),
        (
            gettext_lazy("Comments"),
            {
                "classes": ["side", "collapse"],
                "fields": ["comment_mode", "comments_close_after_days"],
            },
        ),
        (
            gettext_lazy("Search engines and language"),
            {
                "classes": ["side", "collapse"],
                "fields": [
                    "meta_description",
                    "canonical_url",
                    "noindex",
                    "language",
                    "hard_breaks",
                ],
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add the calendar. It comes before the entries, whose keys may be any text."""
        return [*self.calendar_urls(), *super().get_urls()]

    def has_place_permission(self, request: HttpRequest) -> bool:
        """Whether the user may pin and pick posts for the home page."""
        return request.user.has_perm("blog.edit_any_post")

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> Any:
        """Omit the placement on the home page unless the user may edit every post."""
        groups = super().get_fieldsets(request, obj)
        if self.has_place_permission(request):
            return groups
        return [group for group in groups if "home_place" not in group[1]["fields"]]

    @admin.action(
        description=gettext_lazy("Pin to the top of the home page"), permissions=["place"]
    )
    def pin(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Pin the selected posts to the top of the home page."""
        self._place(request, queryset, HomePlace.PINNED)

    @admin.action(
        description=gettext_lazy("Add to the picks of the home page"), permissions=["place"]
    )
    def pick(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Add the selected posts to the picks."""
        self._place(request, queryset, HomePlace.PICKED)

    @admin.action(
        description=gettext_lazy("Unpin and remove from the picks"), permissions=["place"]
    )
    def unplace(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Reset the placement of the selected posts."""
        self._place(request, queryset, HomePlace.USUAL)

    def _place(self, request: HttpRequest, posts: QuerySet[Entry], place: HomePlace) -> None:
        self._for_each(
            request, posts, lambda post: publishing.place_on_home(cast(Post, post), place)
        )
        count = Post.objects.published().filter(home_place=place).count()
        limit = {HomePlace.PINNED: MAX_PINNED, HomePlace.PICKED: MAX_PICKED}.get(place, count)
        if count > limit:
            text = _("Too many posts have this position. The home page shows the newest %(limit)d.")
            messages.warning(request, text % {"limit": limit})


@admin.register(Page)
class PageAdmin(EntryAdmin):
    """Admin of pages."""

    form = EntryForm
    list_display = ["name", "state", "signers", "updated_at"]
    ordering = ["title"]
    fieldsets = [
        group
        for group in PostAdmin.fieldsets
        if not {"category", "home_place"} & {*group[1]["fields"]}
    ]


def _schedule_label(entry: Entry | None) -> str:
    """Return the label of the button for an entry with a time that is not scheduled yet, or ""."""
    if entry is None or entry.status == Status.SCHEDULED or entry.go_live_at is None:
        return ""
    return _("Publish on {moment}").format(moment=moment_text(entry.go_live_at))


def _notices(form: EntryForm) -> list[NoticeData]:
    """Return the notices for the author about the current text of the form."""
    source = form["body"].value() if "body" in form.fields else ""
    if not source:
        return []
    blog_settings = BlogSettings.load()
    entry: Entry = copy(form.instance)
    entry.body = source
    if entry.pk is None:
        entry.language = blog_settings.site.language
    return entry_notices(entry, blog_settings=blog_settings, user=form.user)
