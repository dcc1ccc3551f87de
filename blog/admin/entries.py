"""Posts and pages in the admin: lists, the write screen, its buttons, and previews on the site."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from blog import publishing
from blog.addresses import suggest_slug
from blog.around import around
from blog.editor import notices_data
from blog.enums import HomePlace, Status
from blog.forms import UNPUBLISHED, EntryForm, PostForm
from blog.home import MAX_PICKED, MAX_PINNED
from blog.models import Entry, Page, Post
from blog.rendering import render_source
from core.models import SiteSettings
from core.trashing import undo

#: How often a suggested slug is looked for anew when somebody else has just taken it.
SLUG_ATTEMPTS = 5
#: What the list of posts never shows.
HEAVY_FIELDS = ("body", "body_html", "body_text", "toc", "title_html", "derived_excerpt")


class StatusFilter(admin.SimpleListFilter):
    """By status; without a choice, everything but the trash."""

    title = gettext_lazy("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(status.value, str(status.label)) for status in Status]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value():
            return queryset.filter(status=self.value())
        return queryset.exclude(status=Status.TRASHED)


class EntryList(ChangeList):
    """The rows of a list with what it shows of them, without the texts."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request, exclude_parameters)
        shown: QuerySet[Any] = rows.with_authors().defer(*HEAVY_FIELDS)
        return shown


class EntryAdmin(admin.ModelAdmin[Any]):
    """What posts and pages share."""

    add_form_template = change_form_template = "admin/blog/entry_form.html"
    list_filter: ClassVar[Any] = [StatusFilter]
    search_fields = ["title", "slug", "body_text"]
    list_per_page = 50
    actions = ["publish", "unpublish", "trash", "restore"]
    show_full_result_count = False
    records_itself = True

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EntryList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the entries that the person may change: an author's are their own."""
        rows: Any = super().get_queryset(request)
        own: QuerySet[Any] = rows.editable_by(request.user)
        return own

    # Permissions
    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the person may show entries to readers."""
        return request.user.has_perm(f"blog.publish_{self.opts.model_name}")

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """What readers see may be changed only by those who may publish."""
        is_shown = obj is not None and obj.status not in (*UNPUBLISHED, Status.TRASHED)
        if is_shown and not self.has_publish_permission(request):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Nothing is deleted for good but out of the trash."""
        if obj is not None and obj.status != Status.TRASHED:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return ours: the trash takes the place of deleting."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # The write screen
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class for this person."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Add what the write screen shows around the form."""
        entry: Entry | None = kwargs.get("obj")
        context |= {
            "can_publish": self.has_publish_permission(request),
            "is_trashed": entry is not None and entry.status == Status.TRASHED,
            "is_public": entry is not None and entry.is_published,
            "entry": entry,
            "notices": _notices(context["adminform"].form, entry),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Entry, form: Any, change: bool) -> None:
        """Save through blog.publishing; where a suggested slug was just taken, take the next one."""
        is_suggested = not form.data.get("slug")
        for attempt in range(1, SLUG_ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    publishing.save(obj)
                return
            except IntegrityError:
                if not is_suggested or attempt == SLUG_ATTEMPTS:
                    raise
                obj.slug = suggest_slug(type(obj), obj.title, except_pk=obj.pk)  # type: ignore[attr-defined,arg-type]

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        """Delete for good."""
        publishing.delete(obj)

    def response_add(
        self, request: HttpRequest, obj: Entry, post_url_continue: Any = None
    ) -> HttpResponse:
        """Stay with the text: whoever has saved goes on writing."""
        return self._stay(request, obj)

    def response_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        return self._stay(request, obj)

    def _stay(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        messages.success(request, _told(obj))
        return HttpResponseRedirect(self._address("change", obj))

    def _address(self, name: str, obj: Entry) -> str:
        return reverse(f"admin:blog_{self.opts.model_name}_{name}", args=[obj.pk])

    # Further addresses
    def get_urls(self) -> list[URLPattern]:
        """Add preview, trash and restore of one entry."""
        name = self.opts.model_name
        wrap = self.admin_site.admin_view
        return [
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
        """Show an entry as its page will be, whatever its status, to those who may edit it.

        This is where private entries are read: their public address is 404 for everybody, so that
        it gives the same answer to every visitor.
        """
        entry = self._editable(request, pk, lambda rows: rows.for_page())
        name = str(self.opts.model_name)
        site = SiteSettings.load()
        context = {name: entry, "is_preview": True, **around(entry, site)}
        with translation.override(site.language):
            response = render(request, f"blog/{name}_detail.html", context)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def trash_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Put one entry into the trash."""
        entry = self._changeable(request, pk)
        publishing.trash(entry)
        said = _("“%(title)s” is in the trash.") % {"title": entry.title}
        messages.success(request, format_html("{} {}", said, undo(request, [entry])))
        return redirect(f"admin:blog_{self.opts.model_name}_changelist")

    def restore_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Take one entry out of the trash."""
        entry = self._changeable(request, pk)
        restored = publishing.may_restore(entry, may_publish=self.has_publish_permission(request))
        if restored:
            publishing.restore(entry)
            messages.success(request, _told(entry))
        return HttpResponseRedirect(self._address("change", entry))

    def _editable(
        self,
        request: HttpRequest,
        pk: str,
        prepare: Callable[[Any], Any] = lambda rows: rows,
    ) -> Any:
        """Return the entry if the person may edit it, else 404."""
        value = unquote(pk)
        entry = (
            prepare(self.get_queryset(request)).filter(pk=value).first()
            if value.isdecimal()
            else None
        )
        if entry is None:
            raise Http404
        return entry

    def _changeable(self, request: HttpRequest, pk: str) -> Any:
        entry = self._editable(request, pk)
        if not self.has_change_permission(request, entry):
            raise Http404
        return entry

    # Actions on several
    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the chosen entries to readers; what is in the trash stays there."""
        self._each(request, queryset.exclude(status=Status.TRASHED), publishing.publish)

    @admin.action(description=gettext_lazy("Take back to drafts"), permissions=["publish"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make drafts of the chosen entries."""
        self._each(request, queryset.exclude(status=Status.TRASHED), publishing.unpublish)

    @admin.action(description=gettext_lazy("Move to the trash"), permissions=["change"])
    def trash(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Put the chosen entries into the trash."""
        self._each(request, queryset.exclude(status=Status.TRASHED), publishing.trash)

    @admin.action(description=gettext_lazy("Restore from the trash"), permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take the chosen entries out of the trash."""
        self._each(request, queryset.filter(status=Status.TRASHED), publishing.restore)

    def _each(
        self, request: HttpRequest, entries: QuerySet[Any], verb: Callable[[Any], object]
    ) -> None:
        """Do `verb` with each entry that the person may change, one transaction each."""
        may_publish = self.has_publish_permission(request)
        done = 0
        for entry in entries:
            if self.has_change_permission(request, entry) and (
                verb is not publishing.restore
                or publishing.may_restore(entry, may_publish=may_publish)
            ):
                verb(entry)
                done += 1
        told = ngettext("%(count)d entry changed.", "%(count)d entries changed.", done)
        messages.success(request, told % {"count": done})

    # Columns
    @admin.display(description=gettext_lazy("title"), ordering="title")
    def name(self, entry: Entry) -> str:
        """The title, or a word for none."""
        return entry.title or _("(no title)")

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, entry: Entry) -> SafeString:
        """The status as a mark; a scheduled entry whose moment has come counts as published."""
        status = Status.PUBLISHED if entry.is_published else Status(entry.status)
        return format_html('<span class="state state-{}">{}</span>', status.value, status.label)

    @admin.display(description=gettext_lazy("authors"))
    def signers(self, entry: Any) -> str:
        """Names in their order."""
        return "、".join(row.author.name for row in entry.authorships.all())


@admin.register(Post)
class PostAdmin(EntryAdmin):
    """Posts."""

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
            {"classes": ["side"], "fields": ["status", "go_live_at"]},
        ),
        (
            gettext_lazy("Place"),
            {"classes": ["side"], "fields": ["category", "tags", "series", "series_position"]},
        ),
        (gettext_lazy("Home page"), {"classes": ["side"], "fields": ["home_place"]}),
        (gettext_lazy("Cover"), {"classes": ["side"], "fields": ["cover", "cover_alt"]}),
        (gettext_lazy("Excerpt"), {"classes": ["side"], "fields": ["excerpt"]}),
        (
            gettext_lazy("Notices to readers"),
            {"classes": ["side"], "fields": ["is_advertising", "no_ads", "ai_use"]},
        ),
        (
            gettext_lazy("Authors and dates"),
            {"classes": ["side", "collapse"], "fields": ["signers", "published_at", "expire_at"]},
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

    def has_place_permission(self, request: HttpRequest) -> bool:
        """Whether the person may say what stands at the top of the home."""
        return request.user.has_perm("blog.edit_any_post")

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> Any:
        """Leave the home to those who may edit every post."""
        groups = super().get_fieldsets(request, obj)
        if self.has_place_permission(request):
            return groups
        return [group for group in groups if "home_place" not in group[1]["fields"]]

    @admin.action(
        description=gettext_lazy("Pin to the top of the home page"), permissions=["place"]
    )
    def pin(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the chosen posts at the top of the home."""
        self._place(request, queryset, HomePlace.PINNED)

    @admin.action(
        description=gettext_lazy("Put among the picks of the home page"), permissions=["place"]
    )
    def pick(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the chosen posts among the picks."""
        self._place(request, queryset, HomePlace.PICKED)

    @admin.action(description=gettext_lazy("Neither pinned nor picked"), permissions=["place"])
    def unplace(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the chosen posts in their usual place only."""
        self._place(request, queryset, HomePlace.USUAL)

    def _place(self, request: HttpRequest, posts: QuerySet[Any], place: HomePlace) -> None:
        self._each(request, posts, lambda post: publishing.place_on_home(post, place))
        shown = Post.objects.published().filter(home_place=place).count()
        limit = {HomePlace.PINNED: MAX_PINNED, HomePlace.PICKED: MAX_PICKED}.get(place, shown)
        if shown > limit:
            told = _(
                "More posts have this place than the home shows: it shows the newest %(limit)d."
            )
            messages.warning(request, told % {"limit": limit})


@admin.register(Page)
class PageAdmin(EntryAdmin):
    """Pages: what stands outside the stream."""

    form = EntryForm
    list_display = ["name", "state", "signers", "updated_at"]
    ordering = ["title"]
    fieldsets = [
        group
        for group in PostAdmin.fieldsets
        if not {"category", "home_place"} & {*group[1]["fields"]}
    ]


def _told(entry: Entry) -> SafeString | str:
    """The sentence after saving: what readers see now, with a link where they see something."""
    if entry.is_published:
        return format_html(
            '{} <a href="{}">{}</a>',
            _("Saved, and readers see it."),
            entry.get_absolute_url(),  # type: ignore[attr-defined]
            _("View it on the site"),
        )
    if entry.status == Status.SCHEDULED and entry.go_live_at is not None:
        return _("Saved. Readers will see it from the moment you have set.")
    return _("Saved. Readers do not see it.")


def _notices(form: Any, entry: Entry | None) -> list[Any]:
    """What the author should know about the text as it stands in the form."""
    source = form["body"].value() if "body" in form.fields else ""
    if not source:
        return []
    site = SiteSettings.load()
    language = entry.language if entry else site.language
    hard_breaks = entry.hard_breaks if entry else None
    document = render_source(source, site=site, language=language, hard_breaks=hard_breaks)
    return list(notices_data(document.notices))
