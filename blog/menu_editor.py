"""The desk's menu editor: its rows, the buttons that change them, and what can be added.

Every button but "Save" only brings the form back, changed: nothing is written, and nothing typed is
lost. So the editor needs no script; with one (static/js/admin/menu.js) the same answers are swapped in.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import menus
from blog.enums import MenuKind, MenuPlace
from blog.frame import Frame
from blog.menus import TARGETS, Link
from blog.models import MenuItem
from blog.models.menu import MAX_ITEMS, MAX_LEVEL
from core.models import SiteSettings
from core.site_urls import site_hosts

#: Rows offered of each kind; the search finds the others.
OFFERED = 20
MAX_KEY = 2**63 - 1


def clean_address(value: str) -> str:
    """Return an address of this site as a path, any other as it is; raises ValidationError."""
    refusal = ValidationError(
        _("Write a path that begins with “/”, or an address that begins with “https://”.")
    )
    if re.search(r"[\s\\\x00-\x1f]", value):
        raise refusal
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        raise refusal from None
    if parts.scheme in ("http", "https") and host:
        rest = parts._replace(scheme="", netloc="").geturl() or "/"
        return rest if parts.netloc in site_hosts() and rest[:2] != "//" else value
    if parts.scheme or not value.startswith("/") or value.startswith("//"):
        raise refusal
    return value


class RowForm(forms.Form):
    """One entry. `uid` names the row while the editor is open."""

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
        error_messages={"invalid_choice": gettext_lazy("A menu has two levels, not more.")},
    )
    order = forms.IntegerField(
        label=gettext_lazy("position"), required=False, min_value=0, max_value=9999
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of entry needs."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind in (MenuKind.URL, MenuKind.TEXT) and not data.get("label"):
            self._refuse("label", _("Readers need a word here."))
        if kind == MenuKind.TEXT and data.get("level"):
            self.add_error(None, _("A heading stands on the first level only."))
        if kind in TARGETS and not data.get("target"):
            self.add_error(None, _("This entry leads nowhere."))
        if kind == MenuKind.URL and "url" in data:
            try:
                data["url"] = clean_address(data["url"])
            except ValidationError as error:
                self.add_error("url", error)
        return data

    def _refuse(self, name: str, reason: str) -> None:
        if name not in self.errors:
            self.add_error(name, reason)

    def item(self) -> MenuItem:
        """The entry, not saved."""
        names = ("kind", "target", "label", "url", "level")
        return MenuItem(**{name: self.cleaned_data[name] for name in names})


class RowFormSet(forms.BaseFormSet[RowForm]):
    """The rows of the menu, in the order of their numbers."""

    def clean(self) -> None:
        """The first entry has nothing above it."""
        if any(self.errors):
            return
        rows = in_order(form.cleaned_data for form in self.forms)
        if rows and rows[0]["level"]:
            raise ValidationError(_("The first entry cannot stand below another one."))

    def items(self) -> list[MenuItem]:
        """The entries, in order, not saved."""
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
    """Return the rows by their numbers; those without one come last."""
    return sorted(rows, key=lambda row: _number(row.get("order")))


def _number(value: Any) -> int:
    text = str(value if value is not None else "")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text, re.ASCII) else 10_000


@dataclass
class Draft:
    """The rows as they stand in the form; the verbs change them as the buttons say."""

    rows: list[Row] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @classmethod
    def stored(cls, items: Iterable[MenuItem]) -> "Draft":
        """What the database holds."""
        draft = cls()
        for item in items:
            draft.append(item)
        return draft

    @classmethod
    def typed(cls, formset: forms.BaseFormSet[RowForm]) -> "Draft":
        """What the form holds, right or wrong."""
        rows = [{name: row[name].value() for name in row.fields} for row in formset.forms]
        for row in rows:
            row["level"] = (
                row["level"] if str(row["level"]) not in ("0", "1") else int(row["level"])
            )
        return cls(in_order(rows))

    def append(self, item: MenuItem) -> None:
        """Add an entry at the end."""
        if len(self.rows) >= MAX_ITEMS:
            self.told.append(_("A menu has at most %(limit)d entries.") % {"limit": MAX_ITEMS})
            return
        uid = max((_number(row["uid"]) % 10_000 for row in self.rows), default=0) + 1
        names = ("kind", "target", "label", "url", "level")
        self.rows.append({"uid": uid, **{name: getattr(item, name) for name in names}})

    def initial(self) -> list[Row]:
        """The rows for the form, numbered anew with room between them."""
        return [{**row, "order": place * 10} for place, row in enumerate(self.rows, start=1)]

    # Buttons. Each takes the place of the row; a row at level 0 takes those below it along.
    def up(self, at: int) -> None:
        """Move above what stands before."""
        if at == 0:
            return
        block = self._block(at)
        to = at - 1 if self._level(at) else self._head(at - 1)
        if self._level(at) and to == 0:
            return
        del self.rows[at : at + len(block)]
        self.rows[to:to] = block

    def down(self, at: int) -> None:
        """Move below what stands after."""
        after = at + len(self._block(at))
        if after < len(self.rows):
            if self._level(at):
                self.rows[at], self.rows[after] = self.rows[after], self.rows[at]
            else:
                self.up(after)

    def into(self, at: int) -> None:
        """Stand below the entry before; a third level there is not."""
        if at == 0:
            return
        if len(self._block(at)) > 1 or self.rows[at]["kind"] == MenuKind.TEXT:
            self.told.append(_("A menu has two levels: first move out what stands below this."))
            return
        self.rows[at]["level"] = 1

    def out(self, at: int) -> None:
        """Stand on the first level, behind those that stood beside it."""
        if not self._level(at):
            return
        row = self.rows.pop(at)
        while at < len(self.rows) and self._level(at):
            at += 1
        self.rows.insert(at, {**row, "level": 0})

    def remove(self, at: int) -> None:
        """Take out; those below stay, on the first level if nothing is above them."""
        del self.rows[at]
        if self.rows and self._level(0):
            self.rows[0]["level"] = 0

    def press(self, button: str) -> None:
        """Do what a button called "verb:uid" says; what it does not know, it leaves."""
        verb, _colon, uid = button.partition(":")
        places = [place for place, row in enumerate(self.rows) if str(row["uid"]) == uid]
        if verb in VERBS and places:
            VERBS[verb](self, places[0])

    def _level(self, at: int) -> int:
        return int(self.rows[at]["level"] == 1)

    def _head(self, at: int) -> int:
        """The row of level 0 that `at` stands below, or is."""
        while at and self._level(at):
            at -= 1
        return at

    def _block(self, at: int) -> list[Row]:
        """The row and, at level 0, those below it."""
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


# What can be added
def site_places() -> list[tuple[str, str]]:
    """Return (address, name) of what every blog has, in the language of the site's readers."""
    with translation.override(SiteSettings.load().language):
        return [(reverse(url_name), str(label)) for url_name, label in menus.PLACES]


def offers(words: str) -> list[dict[str, Any]]:
    """Return what can be added, by kind: the first rows, or those whose name holds `words`.

    Each group has `label` and `rows` of (value, name); values are what `picked` understands.
    """
    groups: list[dict[str, Any]] = [
        {
            "label": _("This site"),
            "rows": [
                (f"url:{url}", name) for url, name in site_places() if words.lower() in name.lower()
            ],
        }
    ]
    for kind, target in TARGETS.items():
        rows = target.public()
        if words:
            rows = rows.filter(**{f"{target.name}__icontains": words})
        found = rows.values_list("pk", target.name).order_by(*_order(kind))[:OFFERED]
        groups.append(
            {
                "label": MenuKind(kind).label,
                "rows": [(f"{kind}:{pk}", name) for pk, name in found],
            }
        )
    return [group for group in groups if group["rows"]]


def picked(values: Iterable[str]) -> list[MenuItem]:
    """Return an entry for each chosen offer; what is none is left out."""
    names = dict(site_places())
    found = []
    for value in values:
        kind, _colon, key = value.partition(":")
        if kind == MenuKind.URL and key in names:
            found.append(MenuItem(kind=kind, url=key, label=names[key]))
        elif kind in TARGETS and re.fullmatch(r"[0-9]{1,18}", key, re.ASCII):
            found.append(MenuItem(kind=kind, target=int(key)))
    return found


def default_items(place: str) -> list[MenuItem]:
    """Return entries for what readers see while there is no menu."""
    kind = MenuKind.CATEGORY if place == MenuPlace.HEADER else MenuKind.PAGE
    rows = TARGETS[kind].public().order_by(*_order(kind))
    if kind == MenuKind.CATEGORY:
        shown = [shelf.path for shelf in Frame.load().top_categories]
        rows = rows.filter(path__in=shown)
    return [MenuItem(kind=kind, target=pk) for pk in rows.values_list("pk", flat=True)[:MAX_ITEMS]]


def _order(kind: str) -> list[str]:
    if kind == MenuKind.POST:
        return ["-published_at", "-pk"]
    return ["path"] if kind == MenuKind.CATEGORY else [TARGETS[kind].name, "pk"]


# What the rows lead to
@dataclass(frozen=True)
class Lead:
    """What a row leads to: its kind in words, its name, and whether readers see it."""

    kind: str
    name: str
    is_public: bool
    url: str = ""


def leads(rows: Iterable[Row]) -> dict[tuple[str, str], Lead]:
    """Return what the rows lead to, by kind and key, with two queries a kind."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row["kind"] in TARGETS and re.fullmatch(r"[0-9]{1,18}", str(row["target"]), re.ASCII):
            wanted.setdefault(str(row["kind"]), set()).add(int(row["target"]))
    found = {}
    for kind, keys in wanted.items():
        target = TARGETS[kind]
        public = target.public()
        urls = dict(public.filter(pk__in=keys).values_list("pk", target.key))
        names = public.model._default_manager.filter(pk__in=keys).values_list("pk", target.name)
        for pk, name in names:
            found[kind, str(pk)] = Lead(
                str(MenuKind(kind).label), name, pk in urls, menus.address(kind, urls.get(pk, ""))
            )
    return found


def preview(rows: Iterable[Row], found: dict[tuple[str, str], Lead], place: str) -> list[Link]:
    """Return what readers would see of the rows."""
    shown = []
    for row in rows:
        kind, lead = str(row["kind"]), found.get((str(row["kind"]), str(row["target"])))
        key = str(row["url"] or "") if kind not in TARGETS else (lead.url if lead else "")
        name = row["label"] or (lead.name if lead and lead.is_public else "")
        shown.append((name, key, 0, int(row["level"] == 1), f"{place} {MenuKind.URL}"))
    return menus.trees(shown).get(place, [])
