"""The log in the admin: to search, to read a page at a time, and to take away as a table."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.enums import ActorKind, Verb
from audit.models import Event
from audit.querysets import EventQuerySet, kinds_within_reach
from audit.sentences import actor_name, changed_names, kind_name, sentence

PAGE_SIZE = 50
#: People whom the filter names; in a larger house the search finds the rest by name.
PEOPLE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLACE = re.compile(r"(\d{1,17})-(\d{1,18})")
THING = re.compile(r"([a-z_]+\.[a-z_]+):([\w-]{1,40})", re.ASCII)
#: Beginnings that make a spreadsheet compute what a cell says.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class DayField(forms.DateField):
    """A day by the browser's own picker, of the years that every database knows."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [
        MinValueValidator(date(1970, 1, 1)),
        MaxValueValidator(date(9998, 12, 31)),
    ]


class LogFilter(forms.Form):
    """Which rows to show. A field that makes no sense says so, and the others hold."""

    q = forms.CharField(
        label=gettext_lazy("search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    who = forms.ChoiceField(label=gettext_lazy("who"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("kind of thing"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("what was done"), required=False)
    since = DayField(label=gettext_lazy("from"), required=False)
    until = DayField(label=gettext_lazy("to"), required=False)
    about = forms.RegexField(THING, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        everybody = [("", gettext_lazy("everybody"))]
        if sees_others(user):
            self.fields["who"].choices = [*everybody, *_people(), *_machines()]  # type: ignore[attr-defined]
        else:
            del self.fields["who"]
        self.fields["kind"].choices = [("", gettext_lazy("everything")), *_kinds(user)]  # type: ignore[attr-defined]
        self.fields["verb"].choices = [("", gettext_lazy("everything")), *Verb.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: EventQuerySet) -> EventQuerySet:
        """Return those of `rows` that are asked for."""
        self.is_valid()
        asked = self.cleaned_data
        who = asked.get("who")
        if who and who.isdecimal():
            rows = rows.filter(actor=int(who))
        elif who:
            rows = rows.filter(actor_kind=who)
        if asked.get("kind"):
            rows = rows.about(asked["kind"])
        if asked.get("about"):
            rows = rows.about(*asked["about"].split(":"))
        if asked.get("verb"):
            rows = rows.filter(verb=asked["verb"])
        if asked.get("since"):
            rows = rows.filter(moment__gte=_midnight(asked["since"]))
        if asked.get("until"):
            rows = rows.filter(moment__lt=_midnight(asked["until"] + timedelta(days=1)))
        return rows.holding(asked["q"]) if asked.get("q") else rows

    def query(self, **more: str) -> str:
        """Return the query string that asks for the same again, with `more`."""
        asked = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in {**asked, **more}.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for."""
        return any(self.data.get(name) for name in self.fields)


@dataclass(frozen=True)
class Line:
    """A row as it is read."""

    event: Event
    who: str
    sentence: SafeString
    changed: list[str]


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show a page of the rows that this person may see, newest first, from the place they ask for."""
    form = LogFilter(request.GET, user=request.user)
    rows = form.narrow(Event.objects.visible_to(request.user))
    events, has_newer, has_older = _page(rows, request.GET)
    context = {
        **admin.site.each_context(request),
        "title": _("Log"),
        "form": form,
        "lines": _lines(events, request),
        "about": events[0].target_title if events and form.cleaned_data.get("about") else "",
        "sees_others": sees_others(request.user),
        "newer": f"?{form.query(after=_place(events[0]))}" if has_newer else "",
        "older": f"?{form.query(before=_place(events[-1]))}" if has_older else "",
        "export": f"{reverse('admin:audit_event_export')}?{form.query()}",
    }
    return render(request, "admin/audit/log.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Send all rows that are asked for as CSV, read and sent a part at a time."""
    form = LogFilter(request.GET, user=request.user)
    rows = form.narrow(Event.objects.visible_to(request.user)).newest_first()
    writer = csv.writer(_Echo())
    response = StreamingHttpResponse(
        # The mark at the beginning tells Excel that it is UTF-8.
        (
            f"\ufeff{line}" if number == 0 else line
            for number, line in enumerate(_table(writer, rows))
        ),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="log-{timezone.localdate()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def history_of(obj: Model) -> HttpResponse:
    """Lead to the rows about `obj`."""
    about = f"{obj._meta.label_lower}:{obj.pk}"
    return HttpResponseRedirect(
        f"{reverse('admin:audit_event_changelist')}?{urlencode({'about': about})}"
    )


def sees_others(user: Any) -> bool:
    """Whether the person reads of more than their own doings."""
    return any(
        user.has_perm(code) for code in ("audit.view_every_event", "audit.view_content_events")
    )


def _page(rows: EventQuerySet, asked: Any) -> tuple[list[Event], bool, bool]:
    """Return a page of `rows`, and whether there is something newer and something older.

    A page begins below (`before`) or ends above (`after`) a row, not at a number: page one thousand
    costs what page one does, and a new row moves nothing.
    """
    if place := _parsed(asked.get("after", "")):
        found = list(rows.after(*place)[: PAGE_SIZE + 1])
        return found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, bool(found)
    place = _parsed(asked.get("before", ""))
    if place:
        rows = rows.before(*place)
    found = list(rows.newest_first()[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], bool(place and found), len(found) > PAGE_SIZE


def _place(event: Event) -> str:
    """Return the place of a row as addresses name it: microseconds and key."""
    return f"{(event.moment - EPOCH) // timedelta(microseconds=1)}-{event.pk}"


def _parsed(text: str) -> tuple[datetime, int] | None:
    match = PLACE.fullmatch(text)
    if match is None:
        return None
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _people() -> list[tuple[str, str]]:
    people = get_user_model()._default_manager.filter(is_staff=True).order_by("username")
    return [(str(user.pk), str(user)) for user in people[:PEOPLE]]


def _machines() -> list[tuple[str, Any]]:
    return [(kind.value, kind.label) for kind in ActorKind if kind != ActorKind.PERSON]


def _kinds(user: Any) -> list[tuple[str, str]]:
    """Return the kinds of things that the admin shows this person, by their names."""
    within_reach = set(kinds_within_reach(user))
    kinds = {
        model._meta.label_lower: str(model._meta.verbose_name)
        for model in admin.site._registry
        if model._meta.label_lower in within_reach and not model._meta.proxy
    }
    return sorted(kinds.items(), key=lambda kind: kind[1])


def _lines(events: list[Event], request: HttpRequest) -> list[Line]:
    urls = _urls(events, request)
    return [
        Line(
            event,
            actor_name(event),
            sentence(event, urls.get(_key(event), "")),
            changed_names(event),
        )
        for event in events
    ]


def _urls(events: list[Event], request: HttpRequest) -> dict[tuple[str, str], str]:
    """Return where the admin shows this person each thing that is still there (one query for all)."""
    wanted: dict[str, set[str]] = {}
    for event in events:
        if event.target_kind and event.target_pk.isdecimal():
            wanted.setdefault(event.target_kind, set()).add(event.target_pk)
    parts = [
        _existing(kind, pks, request)
        for kind, pks in wanted.items()
        if _is_shown(kind, request.user)
    ]
    if not parts:
        return {}
    return {(kind, pk): _address(kind, pk) for kind, pk in parts[0].union(*parts[1:], all=True)}


def _is_shown(kind: str, user: Any) -> bool:
    """Whether the admin has a page for this kind of thing that the person may open."""
    try:
        model = apps.get_model(kind)
    except LookupError:
        return False
    name = f"{model._meta.app_label}.%s_{model._meta.model_name}"
    may_open = user.has_perm(name % "view") or user.has_perm(name % "change")
    return model in admin.site._registry and may_open


def _existing(kind: str, pks: Iterable[str], request: HttpRequest) -> Any:
    model = apps.get_model(kind)
    shown = admin.site._registry[model].get_queryset(request).filter(pk__in=[int(pk) for pk in pks])
    rows = model._base_manager.filter(pk__in=shown.order_by().values("pk"))
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()), Cast("pk", CharField())
    )


def _address(kind: str, pk: str) -> str:
    return reverse(f"admin:{kind.replace('.', '_')}_change", args=[pk])


def _key(event: Event) -> tuple[str, str]:
    return event.target_kind, event.target_pk


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _table(writer: Any, rows: EventQuerySet) -> Iterator[str]:
    yield writer.writerow(
        [
            *(_("moment"), _("last time"), _("times"), _("who"), _("what was done")),
            *(_("kind of thing"), _("key"), _("title"), _("changed"), _("note"), _("request")),
        ]
    )
    for event in rows.iterator(chunk_size=2000):
        yield writer.writerow([_cell(value) for value in _cells(event)])


def _cells(event: Event) -> list[str]:
    return [
        timezone.localtime(event.moment).isoformat(timespec="seconds"),
        timezone.localtime(event.last_at).isoformat(timespec="seconds"),
        str(event.times),
        actor_name(event),
        strip_tags(sentence(event)),
        kind_name(event),
        event.target_pk,
        event.target_title,
        ", ".join(changed_names(event)),
        event.note,
        event.request_id,
    ]


def _cell(value: str) -> str:
    """Return `value` so that a spreadsheet shows it and never computes it."""
    return f"'{value}" if value.startswith(FORMULA) else value
