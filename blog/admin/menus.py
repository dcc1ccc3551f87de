"""Admin of menus: the menu editor (blog/navigation/menu_editor.py), one page per location."""

from collections.abc import Mapping
from typing import cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.enums import MenuKind, MenuPlace
from blog.models import Menu, MenuItem
from blog.navigation import menu_editor, menus
from blog.navigation.menu_editor import Draft, MenuFormSet, RowFormSet

#: Text fields that a button of the editor adds as an item: names of the fields by name of the button.
TYPED = {"link": ("new_label", "new_url"), "heading": ("new_heading",)}


@admin.register(Menu)
class MenuAdmin(admin.ModelAdmin[Menu]):
    """Admin of menus. The menu editor replaces the changelist and the change form."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Menu | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add one page per menu; the admin index links to the name of the changelist."""
        view = self.admin_site.admin_view(self.editor_view)
        return [
            path("", view, {"place": MenuPlace.HEADER}, name="blog_menu_changelist"),
            path("footer/", view, {"place": MenuPlace.FOOTER}, name="blog_menu_footer"),
        ]

    def editor_view(self, request: HttpRequest, place: MenuPlace) -> HttpResponse:
        """Show a menu with its preview; on POST apply the pressed button to the draft, or save it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        menu = Menu.objects.filter(place=place).first() or Menu(place=place)
        if request.method != "POST":
            items = menu.items.all() if menu.pk else []
            return self._page(request, menu, Draft.from_items(items), version=menu.version)
        formset = cast(RowFormSet, MenuFormSet(request.POST, prefix="row"))
        button = request.POST.get("do", "")
        if button in ("save", "overwrite"):
            return self._save(request, menu, formset)
        draft = Draft.from_formset(formset)
        consumed = _press(draft, button, place, request.POST)
        return self._page(
            request, menu, draft, version=_version(request, "version"), consumed=consumed
        )

    def _save(self, request: HttpRequest, menu: Menu, formset: RowFormSet) -> HttpResponse:
        """Save the menu, or show the submitted draft again with its errors."""
        button = request.POST["do"]
        version = _version(request, "version")
        if not formset.is_valid():
            return self._page(
                request, menu, Draft.from_formset(formset), version=version, bound=formset
            )
        try:
            menus.save(
                MenuPlace(menu.place),
                formset.items(),
                version=_version(request, "seen") if button == "overwrite" else version,
            )
        except menus.MenuChangedError:
            return self._page(
                request, menu, Draft.from_formset(formset), version=version, clash=True
            )
        messages.success(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("The menu is saved and visible to readers."),
                reverse("blog:home"),
                _("View on the site"),
            ),
        )
        return HttpResponseRedirect(request.path)

    def _page(
        self,
        request: HttpRequest,
        menu: Menu,
        draft: Draft,
        *,
        version: int,
        bound: RowFormSet | None = None,
        clash: bool = False,
        consumed: tuple[str, ...] = (),
    ) -> HttpResponse:
        """Render the editor. `bound` is a formset with errors, `consumed` names fields to clear.

        Status 409 for a concurrent change (`clash`), 422 for errors.
        """
        targets = menu_editor.leads(draft.rows)
        formset = bound or cast(RowFormSet, MenuFormSet(initial=draft.initial(), prefix="row"))
        typed = {
            name: request.POST.get(name, "")
            for name in ("q", "new_label", "new_url", "new_heading")
            if name not in consumed
        }
        words = typed.get("q", "").replace("\0", "").strip()[:100]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Menus"),
            "menu": menu,
            "tabs": _tabs(menu.place),
            "formset": formset,
            "rows": _rows(formset, targets),
            "offers": menu_editor.offers(words),
            "picks": set() if "pick" in consumed else set(request.POST.getlist("pick")),
            "typed": typed,
            "menu_messages": draft.messages,
            "version": version,
            "clash": clash,
            "is_kept": menu.pk is not None and menu.items.exists(),
            "links": menu_editor.preview(draft.rows, targets, menu.place),
        }
        status = 409 if clash else 422 if bound else 200
        return render(request, "admin/blog/menu_editor.html", context, status=status)


def _press(draft: Draft, button: str, place: str, data: QueryDict) -> tuple[str, ...]:
    """Apply a button to the draft; return the names of the fields to clear."""
    if button == "add":
        for item in menu_editor.picked(data.getlist("pick")):
            draft.append(item)
        return ("pick",)
    if button == "default":
        for item in menu_editor.default_items(place):
            draft.append(item)
    elif button in TYPED:
        values = [data.get(name, "").strip() for name in TYPED[button]]
        if not all(values):
            draft.messages.append(_("Fill in what you want to add."))
            return ()
        kind = MenuKind.URL if button == "link" else MenuKind.TEXT
        draft.append(
            MenuItem(kind=kind, label=values[0], url=values[-1] if len(values) > 1 else "")
        )
        return TYPED[button]
    else:
        draft.apply_button(button)
    return ()


def _rows(
    formset: RowFormSet, targets: Mapping[tuple[str, str], menu_editor.Lead]
) -> list[dict[str, object]]:
    """Return the template context of each row: its form, values and target."""
    rows = []
    for form in formset:
        kind, target = str(form["kind"].value()), str(form["target"].value())
        rows.append(
            {
                "form": form,
                "uid": form["uid"].value(),
                "level": form["level"].value(),
                "kind": kind,
                "kind_label": dict(MenuKind.choices).get(kind, ""),
                "lead": targets.get((kind, target)),
                "is_target": kind in menus.TARGETS,
            }
        )
    return rows


def _tabs(current: str) -> list[dict[str, object]]:
    url_names = {MenuPlace.HEADER: "blog_menu_changelist", MenuPlace.FOOTER: "blog_menu_footer"}
    return [
        {
            "label": place.label,
            "url": reverse(f"admin:{url_names[place]}"),
            "is_current": place == current,
        }
        for place in MenuPlace
    ]


def _version(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
