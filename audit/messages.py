"""Sentences of the audit log, in the language of the reader."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from audit.enums import SENTENCES, ActorKind, Verb
from audit.models import Event
from core.roles import Role

#: Labels of notes that are values of enums.
NOTES = {
    **{role.value: role.label for role in Role},
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}


def sentence(event: Event, url: str = "") -> SafeString:
    """Return the event as a sentence; the target's title is a link if `url` is given."""
    title = event.target_title or pgettext("log", "(no title)")
    name = format_html('<a href="{}">{}</a>', url, title) if url else conditional_escape(title)
    what = _interpolate(pgettext("log", "%(kind)s “%(title)s”"), kind=kind_name(event), title=name)
    return _interpolate(
        str(SENTENCES[Verb(event.verb)]) if event.verb in Verb else event.verb,
        what=what,
        name=name,
        kind=kind_name(event),
        note=NOTES.get(event.note, event.note),
    )


def actor_name(event: Event) -> str:
    """Return the stored name of a person, or the kind of another actor with its name."""
    kind = ActorKind(event.actor_kind)
    if kind == ActorKind.PERSON:
        return event.actor_name
    return f"{kind.label}: {event.actor_name}" if event.actor_name else str(kind.label)


def kind_name(event: Event) -> str:
    """Return the verbose name of the target's model, or its stored label without the model."""
    try:
        return str(apps.get_model(event.target_kind)._meta.verbose_name)
    except (LookupError, ValueError):  # the model was removed, or there is no target
        return event.target_kind


def changed_names(event: Event) -> list[str]:
    """Return the labels of the changed fields."""
    return [_label(event.target_kind, name) for name in event.changed]


def _label(kind: str, name: str) -> str:
    try:
        field = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    if field.is_relation and field.auto_created:
        return str(field.related_model._meta.verbose_name_plural)  # type: ignore[union-attr]
    return str(field.verbose_name)  # type: ignore[union-attr]


def _interpolate(template: str, **parts: Any) -> SafeString:
    """Return the escaped template with the parts, which are escaped unless they are safe strings."""
    escaped = {name: conditional_escape(part) for name, part in parts.items()}
    return mark_safe(str(escape(template)) % escaped)  # noqa: S308 - all of it is escaped
