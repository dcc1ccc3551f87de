"""Admin of the sidebar: a sortable list of widgets, and a form with the options of each kind."""

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.enums import WidgetKind
from blog.models import Author, BlogSettings, SidebarWidget
from blog.navigation import sidebar
from blog.rendering import derive_widget
from core.merging_forms import MergingAdmin, MergingForm

#: Form fields of each kind besides the title.
OPTIONS: dict[str, list[str]] = {
    WidgetKind.PROFILE: ["author"],
    WidgetKind.RECENT: ["count"],
    WidgetKind.POPULAR: ["count", "period"],
    WidgetKind.TAGS: ["count"],
    WidgetKind.ARCHIVE: ["count"],
    WidgetKind.TEXT: ["body"],
}
#: Fields without which a widget would be empty.
REQUIRED_OPTIONS = ("author", "body")


class WidgetForm(MergingForm):
    """Form of a widget: the title and the options of its kind."""

    class Meta:
        model = SidebarWidget
        fields = ["title", "count", "period", "author", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {*REQUIRED_OPTIONS} & {*self.fields}:
            self.fields[name].required = True
        if "author" in self.fields and not self.instance.author_id:
            self.initial["author"] = Author.objects.public().order_by("pk").first()


@admin.register(SidebarWidget)
class SidebarAdmin(MergingAdmin):
    """Admin of sidebar widgets in their order. A link per kind opens the form for a new one."""

    form = WidgetForm
    change_list_template = "admin/blog/sidebar.html"
    list_display = ["__str__", "kind", "moves"]
    list_display_links = ["__str__"]
    ordering = ["order", "pk"]
    sortable_by: ClassVar[list[str]] = []
    actions = ["delete_selected"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Show the widgets and the kinds that can be added; POST `move` moves a widget."""
        move = re.fullmatch(r"(up|down):([0-9]{1,18})", request.POST.get("move", ""), re.ASCII)
        if move and self.has_change_permission(request):
            sidebar.move(int(move[2]), -1 if move[1] == "up" else 1)
            return HttpResponseRedirect(request.get_full_path())
        taken = set(SidebarWidget.objects.values_list("kind", flat=True))
        context = {
            "title": _("Sidebar"),
            "offers": [
                (f"{reverse('admin:blog_sidebarwidget_add')}?kind={kind.value}", kind.label)
                for kind in WidgetKind
                if kind == WidgetKind.TEXT or kind.value not in taken
            ],
            "default": [widget.heading for widget in sidebar.from_rows([])] if not taken else [],
            "is_shown": BlogSettings.load().layout == BlogSettings.Layout.SIDEBAR,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def get_fields(self, request: HttpRequest, obj: SidebarWidget | None = None) -> tuple[str, ...]:
        """Return the fields of the widget's kind."""
        return ("title", *OPTIONS.get(_kind(request, obj), []))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        """Ignore the query string: it holds only the kind, which is not a form field."""
        return {}

    def save_model(
        self, request: HttpRequest, obj: SidebarWidget, form: WidgetForm, change: bool
    ) -> None:
        """Render the text and save; append a new widget to the end."""
        if not change:
            obj.kind = _kind(request, None)
        derive_widget(obj)
        if change:
            super().save_model(request, obj, form, change)
        else:
            sidebar.append(obj)

    def derived(self, obj: SidebarWidget) -> list[str]:
        return ["body_html", "renderer_version"]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Redirect to the list if the kind is invalid, or exists already and is not TEXT."""
        kind = _kind(request, None)
        rows = SidebarWidget.objects.filter(kind=kind).exclude(kind=WidgetKind.TEXT)
        if not kind or rows.exists():
            return HttpResponseRedirect(reverse("admin:blog_sidebarwidget_changelist"))
        title = {"title": WidgetKind(kind).label, **(extra_context or {})}
        return super().add_view(request, form_url, title)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SidebarWidget]:
        """Order the widgets as readers see them."""
        return super().get_queryset(request).order_by("order", "pk")

    @admin.display(description=gettext_lazy("order"))
    def moves(self, widget: SidebarWidget) -> SafeString:
        """Buttons that move the widget up or down."""
        return format_html(
            '<span class="list-moves"><button class="quiet" name="move" value="up:{0}" aria-label="{1}" title="{1}">↑</button>'
            ' <button class="quiet" name="move" value="down:{0}" aria-label="{2}" title="{2}">↓</button></span>',
            widget.pk,
            _("Up: %(name)s") % {"name": widget},
            _("Down: %(name)s") % {"name": widget},
        )


def _kind(request: HttpRequest, widget: SidebarWidget | None) -> str:
    """Return the kind of the widget; for a new one the kind in the query string, "" if invalid."""
    kind = widget.kind if widget else request.GET.get("kind", WidgetKind.TEXT)
    return kind if kind in WidgetKind.values else ""
