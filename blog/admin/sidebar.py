"""The sidebar in the admin: a list of its pieces to put in order, and a form with the options of each."""

import re
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import sidebar
from blog.enums import WidgetKind
from blog.models import Author, SidebarWidget
from blog.rendering import derive_widget
from core.models import SiteSettings

#: The options that each kind has besides its title.
OPTIONS: dict[str, list[str]] = {
    WidgetKind.PROFILE: ["author"],
    WidgetKind.RECENT: ["count"],
    WidgetKind.POPULAR: ["count", "period"],
    WidgetKind.TAGS: ["count"],
    WidgetKind.ARCHIVE: ["count"],
    WidgetKind.TEXT: ["body"],
}
#: Options without which a piece would show nothing.
NEEDED = ("author", "body")


class WidgetForm(forms.ModelForm[Any]):
    """The title of a piece and the options of its kind."""

    class Meta:
        model = SidebarWidget
        fields = ["title", "count", "period", "author", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {*NEEDED} & {*self.fields}:
            self.fields[name].required = True
        if "author" in self.fields and not self.instance.author_id:
            self.initial["author"] = Author.objects.public().order_by("pk").first()


@admin.register(SidebarWidget)
class SidebarAdmin(admin.ModelAdmin[Any]):
    """Pieces in their order; a new one is begun by choosing its kind."""

    form = WidgetForm
    change_list_template = "admin/blog/sidebar.html"
    list_display = ["__str__", "kind", "moves"]
    list_display_links = ["__str__"]
    ordering = ["order", "pk"]
    sortable_by: ClassVar[list[str]] = []
    actions = ["delete_selected"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the pieces, and what else could stand there; move one where a button says so."""
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
            "default": [widget.heading for widget in sidebar.built([])] if not taken else [],
            "is_shown": SiteSettings.load().layout == SiteSettings.Layout.SIDEBAR,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Return the fields of this kind of piece."""
        return ["title", *OPTIONS.get(_kind(request, obj), [])]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing of the address but the kind, which is no field."""
        return {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Render a text; a new piece comes last."""
        if not change:
            obj.kind = _kind(request, None)
        derive_widget(obj)
        if change:
            obj.save()
        else:
            sidebar.append(obj)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Lead back to the list where no kind is chosen, or where the kind stands there already."""
        kind = _kind(request, None)
        rows = SidebarWidget.objects.filter(kind=kind).exclude(kind=WidgetKind.TEXT)
        if not kind or rows.exists():
            return HttpResponseRedirect(reverse("admin:blog_sidebarwidget_changelist"))
        title = {"title": WidgetKind(kind).label, **(extra_context or {})}
        return super().add_view(request, form_url, title)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """In the order of readers."""
        return super().get_queryset(request).order_by("order", "pk")

    @admin.display(description=gettext_lazy("order"))
    def moves(self, widget: SidebarWidget) -> SafeString:
        """Buttons that move it."""
        return format_html(
            '<span class="list-moves"><button class="quiet" name="move" value="up:{0}" aria-label="{1}" title="{1}">↑</button>'
            ' <button class="quiet" name="move" value="down:{0}" aria-label="{2}" title="{2}">↓</button></span>',
            widget.pk,
            _("Up: %(name)s") % {"name": widget},
            _("Down: %(name)s") % {"name": widget},
        )


def _kind(request: HttpRequest, widget: SidebarWidget | None) -> str:
    """The kind of a piece, or the one that a new piece shall have; empty for none."""
    kind = widget.kind if widget else request.GET.get("kind", WidgetKind.TEXT)
    return kind if kind in WidgetKind.values else ""
