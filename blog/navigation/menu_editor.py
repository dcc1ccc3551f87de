"""Menu editor of the admin: its form rows, the buttons that change them, and the items to add.

Every button except "Save" only renders the changed form: nothing is saved, and no input is lost. So the
editor works without a script; with one (static/js/admin/menus.js) the same responses are swapped in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.enums import MenuKind, MenuPlace
from blog.models import MenuItem
from blog.models.menu import MAX_ITEMS, MAX_LEVEL
from blog.navigation import menus
from blog.navigation.menus import TARGETS, Link, MenuRow
from blog.navigation.page_context import PageContext
from core.addresses import checked
from core.models import SiteSettings
from core.site_urls import site_hosts
from core.typed_text import TypedTextMixin

#: Items of each kind that are offered; the search shows the others.
MAX_OFFERS = 20
MAX_KEY = 2**63 - 1


def clean_address(value: str) -> str:
    """Return a URL of this site as a path, any other URL unchanged; raise ValidationError."""
    refusal = ValidationError(
        _("Please enter a path that begins with “/”, or a URL that begins with “https://”.")
    )
    if not checked(value):
        raise refusal
    parts = urlsplit(value)
    if parts.scheme:
        rest = parts._replace(scheme="", netloc="").geturl() or "/"
        return rest if parts.netloc in site_hosts() and rest[:2] != "//" else value
    return value


class RowForm(TypedTextMixin, forms.Form):
    """Form of one menu item. `uid` identifies the row while the editor is open."""

    uid = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=MenuKind.choices, widget=forms.HiddenInput)
    target = forms.IntegerField(
        required=False, min_value=1, max_value=MAX_KEY, widget=forms.HiddenInput
    )
    label = forms.CharField(label=gettext_lazy("label"), max_length=80, required=False)
    url = forms.CharField(label=gettext_lazy("address"), max_length=500, required=False)
    level = forms.TypedChoiceField(
        coerce=int,
        choices=[(level, str(level)) for level in range(MAX_LEVEL + 1)],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("A menu can have at most two levels.")},
    )
    order = forms.IntegerField(
        label=gettext_lazy("position"), required=False, min_value=0, max_value=9999
    )

    def clean(self) -> dict[str, object]:
        """Validate the fields that the kind of item requires."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind in (MenuKind.URL, MenuKind.TEXT) and not data.get("label"):
            self._add_error_once("label", _("Please enter a label."))
        if kind == MenuKind.TEXT and data.get("level"):
            self.add_error(None, _("A heading can only be placed on the top level."))
        if kind in TARGETS and not data.get("target"):
            self.add_error(None, _("This item has no link."))
        if kind == MenuKind.URL and "url" in data:
            try:
                data["url"] = clean_address(data["url"])
            except ValidationError as error:
                self.add_error("url", error)
        return data

    def _add_error_once(self, name: str, message: str) -> None:
        if name not in self.errors:
            self.add_error(name, message)

    def item(self) -> MenuItem:
        """Return the menu item, not saved."""
        names = ("kind", "target", "label", "url", "level")
        return MenuItem(**{name: self.cleaned_data[name] for name in names})


class RowFormSet(forms.BaseFormSet[RowForm]):
    """Formset of the menu's rows, ordered by their numbers."""

    def clean(self) -> None:
        """Refuse a first item on the second level: it has no parent."""
        if any(self.errors):
            return
        rows = in_order(form.cleaned_data for form in self.forms)
        if rows and rows[0]["level"]:
            raise ValidationError(_("The first item cannot be placed below another one."))

    def items(self) -> list[MenuItem]:
        """Return the menu items in order, not saved."""
        forms_in_order = sorted(self.forms, key=lambda form: _number(form.cleaned_data["order"]))
        return [form.item() for form in forms_in_order]


MenuFormSet = forms.formset_factory(
    RowForm,
    formset=RowFormSet,
    extra=0,
    max_num=MAX_ITEMS,
    validate_max=True,
    absolute_max=MAX_ITEMS + 40,
)

Row = dict[str, Any]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return the rows sorted by their numbers; rows without a number come last."""
    return sorted(rows, key=lambda row: _number(row.get("order")))


def _number(value: object) -> int:
    """Return a number of one to four digits, 10,000 for anything else."""
    text = str(value if value is not None else "")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text, re.ASCII) else 10_000


@dataclass
class Draft:
    """Unsaved rows of the editor. Each button has a method that changes them; `messages` are for its user."""

    rows: list[Row] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @classmethod
    def from_items(cls, items: Iterable[MenuItem]) -> "Draft":
        """Return a draft of stored menu items."""
        draft = cls()
        for item in items:
            draft.append(item)
        return draft

    @classmethod
    def from_formset(cls, formset: forms.BaseFormSet[RowForm]) -> "Draft":
        """Return a draft of the submitted rows, valid or not."""
        rows = [{name: row[name].value() for name in row.fields} for row in formset.forms]
        for row in rows:
            row["level"] = (
                row["level"] if str(row["level"]) not in ("0", "1") else int(row["level"])
            )
        return cls(in_order(rows))

    def append(self, item: MenuItem) -> None:
        """Add an item at the end; add a message instead if the menu is full."""
        if len(self.rows) >= MAX_ITEMS:
            self.messages.append(
                _("A menu can have at most %(limit)d items.") % {"limit": MAX_ITEMS}
            )
            return
        uid = max((_number(row["uid"]) % 10_000 for row in self.rows), default=0) + 1
        names = ("kind", "target", "label", "url", "level")
        self.rows.append({"uid": uid, **{name: getattr(item, name) for name in names}})

    def initial(self) -> list[Row]:
        """Return initial data for the formset, numbered in steps of ten."""
        return [{**row, "order": position * 10} for position, row in enumerate(self.rows, start=1)]

    # Buttons. `at` is the index of the row. A row on level 0 moves together with its children.
    def up(self, at: int) -> None:
        """Move the row above the previous row of its level."""
        if at == 0:
            return
        block = self._block(at)
        to = at - 1 if self._level(at) else self._parent(at - 1)
        if self._level(at) and to == 0:
            return
        del self.rows[at : at + len(block)]
        self.rows[to:to] = block

    def down(self, at: int) -> None:
        """Move the row below the next row of its level."""
        after = at + len(self._block(at))
        if after < len(self.rows):
            if self._level(at):
                self.rows[at], self.rows[after] = self.rows[after], self.rows[at]
            else:
                self.up(after)

    def into(self, at: int) -> None:
        """Make the row a child of the item before it; add a message instead if that is not possible."""
        if at == 0:
            return
        if len(self._block(at)) > 1 or self.rows[at]["kind"] == MenuKind.TEXT:
            self.messages.append(
                _("A menu can have at most two levels. Move out the items below this one first.")
            )
            return
        self.rows[at]["level"] = 1

    def out(self, at: int) -> None:
        """Move the row to the first level, after its former siblings."""
        if not self._level(at):
            return
        row = self.rows.pop(at)
        while at < len(self.rows) and self._level(at):
            at += 1
        self.rows.insert(at, {**row, "level": 0})

    def remove(self, at: int) -> None:
        """Remove the row. Its children stay; the first row of the menu moves to the first level."""
        del self.rows[at]
        if self.rows and self._level(0):
            self.rows[0]["level"] = 0

    def apply_button(self, button: str) -> None:
        """Apply the button named "verb:uid"; unknown verbs and rows are ignored."""
        verb, _colon, uid = button.partition(":")
        matches = [at for at, row in enumerate(self.rows) if str(row["uid"]) == uid]
        if verb in VERBS and matches:
            VERBS[verb](self, matches[0])

    def _level(self, at: int) -> int:
        return int(self.rows[at]["level"] == 1)

    def _parent(self, at: int) -> int:
        """Return the index of the row's parent, or of the row itself if it is on level 0."""
        while at and self._level(at):
            at -= 1
        return at

    def _block(self, at: int) -> list[Row]:
        """Return the row and, on level 0, its children."""
        end = at + 1
        while not self._level(at) and end < len(self.rows) and self._level(end):
            end += 1
        return self.rows[at:end]


VERBS: dict[str, Callable[[Draft, int], None]] = {
    "up": Draft.up,
    "down": Draft.down,
    "in": Draft.into,
    "out": Draft.out,
    "remove": Draft.remove,
}


# Items to add
class OfferGroup(TypedDict):
    """Items of one kind that can be added. Rows are (value, name)."""

    label: str
    rows: list[tuple[str, str]]


def site_pages() -> list[tuple[str, str]]:
    """Return (URL, name) of the pages that every site has, in the site's language."""
    with translation.override(SiteSettings.load().language):
        return [(reverse(url_name), str(label)) for url_name, label in menus.PAGES]


def offers(words: str) -> list[OfferGroup]:
    """Return the items to add by kind: the first ones, or those whose name contains `words`.

    The values of the rows are parsed by `picked`.
    """
    groups: list[OfferGroup] = [
        {
            "label": _("This site"),
            "rows": [
                (f"url:{url}", name) for url, name in site_pages() if words.lower() in name.lower()
            ],
        }
    ]
    for kind, target in TARGETS.items():
        rows = target.public()
        if words:
            rows = rows.filter(**{f"{target.name}__icontains": words})
        names = rows.values_list("pk", target.name).order_by(*_order(kind))[:MAX_OFFERS]
        groups.append(
            {
                "label": str(MenuKind(kind).label),
                "rows": [(f"{kind}:{pk}", name) for pk, name in names],
            }
        )
    return [group for group in groups if group["rows"]]


def picked(values: Iterable[str]) -> list[MenuItem]:
    """Return a menu item for each value of `offers`; unknown values are ignored."""
    names = dict(site_pages())
    items = []
    for value in values:
        kind, _colon, key = value.partition(":")
        if kind == MenuKind.URL and key in names:
            items.append(MenuItem(kind=kind, url=key, label=names[key]))
        elif kind in TARGETS and re.fullmatch(r"[0-9]{1,18}", key, re.ASCII):
            items.append(MenuItem(kind=kind, target=int(key)))
    return items


def default_items(place: str) -> list[MenuItem]:
    """Return items for the default menu, which readers see while none is saved."""
    kind = MenuKind.CATEGORY if place == MenuPlace.HEADER else MenuKind.PAGE
    rows = TARGETS[kind].public().order_by(*_order(kind))
    if kind == MenuKind.CATEGORY:
        paths = [category.path for category in PageContext.load().top_categories]
        rows = rows.filter(path__in=paths)
    return [MenuItem(kind=kind, target=pk) for pk in rows.values_list("pk", flat=True)[:MAX_ITEMS]]


def _order(kind: str) -> list[str]:
    if kind == MenuKind.POST:
        return ["-published_at", "-pk"]
    return ["path"] if kind == MenuKind.CATEGORY else [TARGETS[kind].name, "pk"]


# Targets of the rows
@dataclass(frozen=True)
class Lead:
    """Target of a row: label of its kind, name, and whether it is public."""

    kind: str
    name: str
    is_public: bool
    url: str = ""


def leads(rows: Iterable[Row]) -> dict[tuple[str, str], Lead]:
    """Return the targets of the rows by (kind, key), with two queries per kind."""
    keys_by_kind: dict[str, set[int]] = {}
    for row in rows:
        if row["kind"] in TARGETS and re.fullmatch(r"[0-9]{1,18}", str(row["target"]), re.ASCII):
            keys_by_kind.setdefault(str(row["kind"]), set()).add(int(row["target"]))
    targets = {}
    for kind, keys in keys_by_kind.items():
        target = TARGETS[kind]
        public = target.public()
        urls = dict(public.filter(pk__in=keys).values_list("pk", target.key))
        names = public.model._default_manager.filter(pk__in=keys).values_list("pk", target.name)
        for pk, name in names:
            targets[kind, str(pk)] = Lead(
                str(MenuKind(kind).label), name, pk in urls, menus.address(kind, urls.get(pk, ""))
            )
    return targets


def preview(rows: Iterable[Row], targets: Mapping[tuple[str, str], Lead], place: str) -> list[Link]:
    """Return the menu at `place` as readers would see it."""
    menu_rows: list[MenuRow] = []
    for row in rows:
        kind, lead = str(row["kind"]), targets.get((str(row["kind"]), str(row["target"])))
        key = str(row["url"] or "") if kind not in TARGETS else (lead.url if lead else "")
        name = row["label"] or (lead.name if lead and lead.is_public else "")
        menu_rows.append((name, key, 0, int(row["level"] == 1), f"{place} {MenuKind.URL}"))
    return menus.trees(menu_rows).get(place, [])
