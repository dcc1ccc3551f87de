"""Model forms for rows that several people edit: they save only the fields that the user changed.

A hidden field has a digest of each value that the user saw. On saving, an unchanged field takes the
current value of the row. A field that the user and another person changed gets an error with the other
value once; saving again then replaces it.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.cleaning import unix_line_ends
from core.typed_text import TypedTextMixin

SEEN = "seen"
ModelT = TypeVar("ModelT", bound=Model)
#: Seconds in which the same page may be saved again without a conflict with its own first save.
SAME_PAGE_SECONDS = 3600
_PAGE = "page"
_PAGE_KEY = re.compile(r"[A-Za-z0-9_-]{16}")


def digest(value: object) -> str:
    """Return a short hash of a field's value."""
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def conflict(value: str) -> forms.ValidationError:
    """Return the error of a field that another person has changed to `value`."""
    return forms.ValidationError(
        _("Someone has changed this to “%(value)s” in the meantime. Save again to replace it."),
        code="conflict",
        params={"value": Truncator(value).chars(200)},
    )


class MergingForm(TypedTextMixin, forms.ModelForm[Any]):
    """A model form whose instance is the current row, locked until it is saved."""

    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    #: Hidden fields about the page, which are no values of the row.
    page_fields: tuple[str, ...] = (SEEN,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Valid fields that the user changed; set by `merge`.
        self.touched: list[str] = []
        #: The values of others in fields that the user changed too, for display.
        self.others: dict[str, str] = {}
        #: Fields in which `combine` put the changes of both together.
        self.combined: list[str] = []
        self._is_merged = False
        self._sent = _parsed(self.data.get(self.add_prefix(SEEN), "") if self.is_bound else "")
        page = self._sent.get(_PAGE, "")
        self._page = page if _PAGE_KEY.fullmatch(page) else secrets.token_urlsafe(12)

    @property
    def columns(self) -> list[str]:
        """The database columns to save: those that the user changed."""
        own = {field.name for field in self.instance._meta.concrete_fields}
        return [name for name in self.touched if name in own]

    @cached_property
    def changed_data(self) -> list[str]:
        """Names of the fields that the user changed and that differ from the row."""
        names: list[str] = super().changed_data
        return [
            name
            for name in names
            if name not in self.page_fields and (name in self.touched or not self._is_merged)
        ]

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        """Compute the digests at rendering, because subclasses may set initial values until then."""
        if field_name == SEEN:
            return self._digests(self._names())
        return super().get_initial_for_field(field, field_name)

    def remember(self) -> None:
        """Cache, after saving, what this page wrote, so that sending it again is no conflict.

        A combined value is not what the page has: sending it again must not replace the others' part.
        """
        if self._sent:
            own = [name for name in self.touched if name not in self.combined]
            written = cache.get(self._key, {}) | {name: self._written(name) for name in own}
            cache.set(self._key, written, SAME_PAGE_SECONDS)

    def display_value(self, name: str) -> str:
        """Return the stored value of a field as text for people."""
        display = getattr(self.instance, f"get_{name}_display", None)
        value = display() if display else self.initial.get(name)
        if isinstance(self.fields[name], forms.ModelChoiceField) and not isinstance(value, list):
            value = getattr(self.instance, name)
        if isinstance(value, datetime):
            return str(date_format(timezone.localtime(value), "DATETIME_FORMAT"))
        if isinstance(value, list):
            return "、".join(map(str, value))
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return "" if value is None else str(value)

    def merge(self) -> None:
        """Set `touched`, reset unchanged fields to the stored value, and add errors for conflicts."""
        if self._is_new():
            self.touched = [name for name in self._names() if name in self.cleaned_data]
            return
        written = cache.get(self._key, {}) if self._sent else {}
        for name in [name for name in self._names() if name in self.cleaned_data]:
            current, mine = self._stored(name), self._mine(name)
            seen = self._sent.get(name, current)
            if mine == seen and not self._has_new_seconds(name):
                self._reset_to_stored(name)
            elif current in (seen, mine, written.get(name)):
                self.touched.append(name)
            elif self.combine(name):
                self.touched.append(name)
                self.combined.append(name)
            else:
                self.others[name] = self.display_value(name)
                self.add_error(name, self.conflict_error(name))
                self._sent[name] = current

    def conflict_error(self, name: str) -> forms.ValidationError:
        """Return the error of a field that another person has changed too."""
        return conflict(self.others[name])

    def combine(self, name: str) -> bool:
        """Replace `cleaned_data[name]` by a value with both changes; return False for a conflict."""
        return False

    def _has_new_seconds(self, name: str) -> bool:
        """Whether the user typed seconds: digests have minutes, like the browser's date picker."""
        value = self.cleaned_data[name]
        return (
            isinstance(value, datetime) and bool(value.second) and value != self.initial.get(name)
        )

    def _post_clean(self) -> None:
        """Merge before Django builds the instance, so that it validates what would be stored."""
        self.merge()
        self._is_merged = True
        self.__dict__.pop("changed_data", None)
        if self.others:
            self._update_seen()
        super()._post_clean()  # type: ignore[misc]

    def _update_seen(self) -> None:
        """Mark the values of others as seen, because the page shows them now: saving again replaces them."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        seen = {**self._sent, _PAGE: self._page}
        data[self.add_prefix(SEEN)] = _joined(seen.items())
        self.data = data

    def _reset_to_stored(self, name: str) -> None:
        if any(field.name == name for field in self.instance._meta.concrete_fields):
            self.cleaned_data[name] = getattr(self.instance, name)

    def _is_new(self) -> bool:
        return bool(self.instance._state.adding)

    def _names(self) -> list[str]:
        return [name for name in self.fields if name not in self.page_fields]

    def _digests(self, names: Iterable[str]) -> str:
        if self._is_new():
            return ""
        return _joined([(_PAGE, self._page), *((name, self._stored(name)) for name in names)])

    def has_seen(self, name: str, value: object) -> bool:
        """Whether `value` is what the page showed in the field."""
        return self._sent.get(name) == digest(self._plain(name, value))

    def _stored(self, name: str) -> str:
        return digest(self._plain(name, self.initial.get(name)))

    def _mine(self, name: str) -> str:
        return digest(self._plain(name, self.cleaned_data[name]))

    def _written(self, name: str) -> str:
        if name in self.columns:
            field: Any = self.instance._meta.get_field(name)
            return digest(self._plain(name, field.value_from_object(self.instance)))
        return self._mine(name)

    def _plain(self, name: str, value: object) -> object:
        """Normalise `value`, so that a stored value and the same value from a browser are equal."""
        field: Any = self.fields[name]
        if hasattr(field, "comparable"):
            return field.comparable(value)
        value = plain(value)
        is_stripped = getattr(field, "strip", False) and isinstance(value, str)
        return (value.strip() or None) if is_stripped and isinstance(value, str) else value

    @property
    def _key(self) -> str:
        meta = self.instance._meta
        return f"merging-form:{meta.label_lower}:{self.instance.pk}:{self._page}"


class MergingAdmin(admin.ModelAdmin[ModelT]):
    """A ModelAdmin whose `form` is a MergingForm: a save writes only what the user changed."""

    def rows_to_lock(self, object_id: str) -> QuerySet[ModelT]:
        """Return the rows that a change of one row reads and writes."""
        return self.model._base_manager.filter(pk=object_id)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Lock the row before the form reads it, until it is saved."""
        with transaction.atomic():
            if request.method == "POST" and object_id and object_id.isdecimal():
                rows = self.rows_to_lock(object_id).select_for_update(no_key=True)
                list(rows.order_by("pk").values_list("pk"))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_fieldsets(self, request: HttpRequest, obj: ModelT | None = None) -> Any:
        """Add the hidden fields to the last fieldset, if the user may change `obj`."""
        hidden = getattr(self.form, "page_fields", (SEEN,))
        groups: list[tuple[Any, dict[str, Any]]]
        groups = [
            (name, {**options, "fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]
        if obj is None or self.has_change_permission(request, obj):
            groups[-1][1]["fields"] += hidden
        return groups

    def save_model(self, request: HttpRequest, obj: ModelT, form: Any, change: bool) -> None:
        """Save the columns that the user changed, and the derived ones."""
        obj.save(update_fields=[*form.columns, *self.derived(obj)] if change else None)

    def derived(self, obj: ModelT) -> list[str]:
        """Set columns of `obj` that depend on others; return their names."""
        return []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Cache what was written, after inlines are saved too."""
        super().save_related(request, form, formsets, change)
        if change and isinstance(form, MergingForm):
            form.remember()


def plain(value: object) -> object:
    """Normalise `value` for a digest: rows as primary keys, datetimes to the minute, "\\n" as line end."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(second=0, microsecond=0)
    if isinstance(value, str):
        return unix_line_ends(value) or None
    return value


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{name}:{value}" for name, value in pairs)


def _parsed(text: str) -> dict[str, str]:
    parts = [part.partition(":") for part in text.split()]
    return {name: value for name, colon, value in parts if colon}
