"""Admin pages of the audit log: filter, search, cursor pagination, CSV export."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.enums import ActorKind, Verb
from audit.messages import actor_name, changed_names, kind_name, sentence
from audit.models import Event
from audit.querysets import EventQuerySet, changeable_kinds
from core.moments import local_midnight
from core.widgets import DayInput

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

PAGE_SIZE = 50
#: Users that the filter lists. On larger sites the others can be searched by name.
MAX_USERS = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})")
TARGET = re.compile(r"([a-z_]+\.[a-z_]+):([\w-]{1,40})", re.ASCII)
#: First characters by which a spreadsheet takes a cell for a formula (CSV injection).
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")


class DayField(forms.DateField):
    """A date, with the browser's date picker, limited to years that every database supports."""

    widget = DayInput
    default_validators = [
        MinValueValidator(date(1970, 1, 1)),
        MaxValueValidator(date(9998, 12, 31)),
    ]


class LogFilter(forms.Form):
    """Filter of the log. An invalid field shows its error, and the other fields still apply."""

    q = forms.CharField(
        label=gettext_lazy("search words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    who = forms.ChoiceField(label=gettext_lazy("who"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("type of object"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("action"), required=False)
    since = DayField(label=gettext_lazy("from"), required=False)
    until = DayField(label=gettext_lazy("to"), required=False)
    about = forms.RegexField(TARGET, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, user: "User | AnonymousUser") -> None:
        super().__init__(data)
        everyone = [("", gettext_lazy("everyone"))]
        if can_see_others(user):
            self._set_choices("who", [*everyone, *_user_choices(), *_actor_kind_choices()])
        else:
            del self.fields["who"]
        everything = [("", gettext_lazy("everything"))]
        self._set_choices("kind", [*everything, *_target_kind_choices(user)])
        self._set_choices("verb", [*everything, *Verb.choices])

    def apply(self, rows: EventQuerySet) -> EventQuerySet:
        """Return `rows` filtered by the valid fields."""
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
            rows = rows.filter(created_at__gte=local_midnight(asked["since"]))
        if asked.get("until"):
            rows = rows.filter(created_at__lt=local_midnight(asked["until"] + timedelta(days=1)))
        return rows.containing_words(asked["q"]) if asked.get("q") else rows

    def query(self, **more: str) -> str:
        """Return the query string of the same filter, with `more`."""
        asked = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in {**asked, **more}.items() if value})

    @property
    def is_active(self) -> bool:
        """Whether any field is filled in."""
        return any(self.data.get(name) for name in self.fields)

    def _set_choices(self, name: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices


@dataclass(frozen=True)
class LogLine:
    """A row as the template shows it."""

    event: Event
    who: str
    sentence: SafeString
    changed: list[str]


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show a page of the rows that the user may see, newest first, from the cursor in the query."""
    form = LogFilter(request.GET, user=request.user)
    rows = form.apply(Event.objects.visible_to(request.user))
    events, has_newer, has_older = _page(rows, request.GET)
    context = {
        **admin.site.each_context(request),
        "title": _("Log"),
        "form": form,
        "lines": _build_lines(events, request),
        "about": events[0].target_title if events and form.cleaned_data.get("about") else "",
        "can_see_others": can_see_others(request.user),
        "newer": f"?{form.query(after=_cursor(events[0]))}" if has_newer else "",
        "older": f"?{form.query(before=_cursor(events[-1]))}" if has_older else "",
        "export": f"{reverse('admin:audit_event_export')}?{form.query()}",
    }
    return render(request, "admin/audit/log.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Stream the filtered rows as CSV."""
    form = LogFilter(request.GET, user=request.user)
    rows = form.apply(Event.objects.visible_to(request.user)).newest_first()
    response = StreamingHttpResponse(
        # Excel recognises UTF-8 by the byte order mark.
        (f"\ufeff{line}" if number == 0 else line for number, line in enumerate(_csv_rows(rows))),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="log-{timezone.localdate()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def history_of(obj: Model) -> HttpResponse:
    """Return a redirect to the log, filtered by `obj`."""
    about = f"{obj._meta.label_lower}:{obj.pk}"
    return HttpResponseRedirect(
        f"{reverse('admin:audit_event_changelist')}?{urlencode({'about': about})}"
    )


def can_see_others(user: "User | AnonymousUser") -> bool:
    """Return whether `user` may see more than their own activity."""
    return any(
        user.has_perm(code) for code in ("audit.view_every_event", "audit.view_content_events")
    )


def _page(rows: EventQuerySet, query: QueryDict) -> tuple[list[Event], bool, bool]:
    """Return a page of `rows`, and whether there are newer and older rows (keyset pagination).

    `before` and `after` in the query are cursors, not page numbers: every page costs the same, and new
    rows do not shift the pages.
    """
    if cursor := _parse_cursor(query.get("after", "")):
        events = list(rows.after(*cursor)[: PAGE_SIZE + 1])
        return events[:PAGE_SIZE][::-1], len(events) > PAGE_SIZE, bool(events)
    cursor = _parse_cursor(query.get("before", ""))
    if cursor:
        rows = rows.before(*cursor)
    events = list(rows.newest_first()[: PAGE_SIZE + 1])
    return events[:PAGE_SIZE], bool(cursor and events), len(events) > PAGE_SIZE


def _cursor(event: Event) -> str:
    """Return the cursor of a row for URLs: microseconds since the epoch and primary key."""
    return f"{(event.created_at - EPOCH) // timedelta(microseconds=1)}-{event.pk}"


def _parse_cursor(text: str) -> tuple[datetime, int] | None:
    match = CURSOR.fullmatch(text)
    if match is None:
        return None
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])


def _user_choices() -> list[tuple[str, str]]:
    users = get_user_model()._default_manager.filter(is_staff=True).order_by("username")
    return [(str(user.pk), str(user)) for user in users[:MAX_USERS]]


def _actor_kind_choices() -> list[tuple[str, str | Promise]]:
    return [(kind.value, kind.label) for kind in ActorKind if kind != ActorKind.PERSON]


def _target_kind_choices(user: "User | AnonymousUser") -> list[tuple[str, str]]:
    """Return the models of the admin that `user` may change, sorted by name."""
    allowed = set(changeable_kinds(user))
    kinds = {
        model._meta.label_lower: str(model._meta.verbose_name)
        for model in admin.site._registry
        if model._meta.label_lower in allowed and not model._meta.proxy
    }
    return sorted(kinds.items(), key=lambda kind: kind[1])


def _build_lines(events: list[Event], request: HttpRequest) -> list[LogLine]:
    urls = _target_urls(events, request)
    return [
        LogLine(
            event,
            actor_name(event),
            sentence(event, urls.get(_target_key(event), "")),
            changed_names(event),
        )
        for event in events
    ]


def _target_urls(events: list[Event], request: HttpRequest) -> dict[tuple[str, str], str]:
    """Return the admin URLs of the targets that still exist and that the user may open (one query)."""
    pks_by_kind: dict[str, set[str]] = {}
    for event in events:
        if event.target_kind and event.target_pk.isdecimal():
            pks_by_kind.setdefault(event.target_kind, set()).add(event.target_pk)
    querysets = [
        _existing_targets(kind, pks, request)
        for kind, pks in pks_by_kind.items()
        if _may_open(kind, request.user)
    ]
    if not querysets:
        return {}
    targets = querysets[0].union(*querysets[1:], all=True)
    return {(kind, pk): url for kind, pk in targets if (url := _target_url(kind, pk))}


def _may_open(kind: str, user: "User | AnonymousUser") -> bool:
    """Return whether the admin has the model `kind` and `user` may view or change it."""
    try:
        model = apps.get_model(kind)
    except LookupError:
        return False
    name = f"{model._meta.app_label}.%s_{model._meta.model_name}"
    has_permission = user.has_perm(name % "view") or user.has_perm(name % "change")
    return model in admin.site._registry and has_permission


def _existing_targets(
    kind: str, pks: Iterable[str], request: HttpRequest
) -> QuerySet[Model, tuple[str, str]]:
    """Return the pairs of `kind` and key that the admin's queryset contains."""
    model = apps.get_model(kind)
    shown = admin.site._registry[model].get_queryset(request).filter(pk__in=[int(pk) for pk in pks])
    rows = model._base_manager.filter(pk__in=shown.order_by().values("pk"))
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()), Cast("pk", CharField())
    )


def _target_url(kind: str, pk: str) -> str:
    """Return the URL of the change page, or "" for a model whose admin has pages of its own instead."""
    try:
        return reverse(f"admin:{kind.replace('.', '_')}_change", args=[pk])
    except NoReverseMatch:
        return ""


def _target_key(event: Event) -> tuple[str, str]:
    return event.target_kind, event.target_pk


class _Echo:
    """File-like object whose `write` returns the line, for streaming with csv.writer."""

    def write(self, line: str) -> str:
        return line


def _csv_rows(rows: EventQuerySet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(
        [
            *(_("date and time"), _("last time"), _("times"), _("who"), _("action")),
            *(_("type of object"), _("key"), _("title"), _("changed"), _("note"), _("request")),
        ]
    )
    for event in rows.iterator(chunk_size=2000):
        yield writer.writerow([_escape_formula(value) for value in _row_values(event)])


def _row_values(event: Event) -> list[str]:
    return [
        timezone.localtime(event.created_at).isoformat(timespec="seconds"),
        timezone.localtime(event.last_at).isoformat(timespec="seconds"),
        str(event.repeat_count),
        actor_name(event),
        strip_tags(sentence(event)),
        kind_name(event),
        event.target_pk,
        event.target_title,
        ", ".join(changed_names(event)),
        event.note,
        event.request_id,
    ]


def _escape_formula(value: str) -> str:
    """Return `value`, prefixed with an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(FORMULA_PREFIXES) else value
